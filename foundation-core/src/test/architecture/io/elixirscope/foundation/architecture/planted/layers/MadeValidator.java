package io.elixirscope.foundation.architecture.planted.layers;

final class MadeValidator {

    static boolean accepts(String text) {
        return !text.isEmpty();
    }
}
