package io.elixirscope.foundation.architecture.planted.errors;

public final class OwnException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
