package io.elixirscope.foundation.architecture.planted.errors;

import java.io.IOException;
import java.io.UncheckedIOException;

public final class Shortcut {
    private Shortcut() {}

    public static void fails() {
        throw new UncheckedIOException(new IOException("full"));
    }

    public static void failsBarely() {
        throw new RuntimeException("something is wrong");
    }

    public static void refuses() {
        throw new IllegalArgumentException("limit must be >= 0, was -1");
    }

    public static void reads() throws IOException {
        System.in.close();
    }
}
