package io.elixirscope.foundation.architecture.planted.seams.time;

final class SystemTicks {

    private SystemTicks() {}

    static long now() {
        return System.nanoTime();
    }
}
