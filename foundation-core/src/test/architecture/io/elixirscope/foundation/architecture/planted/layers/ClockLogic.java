package io.elixirscope.foundation.architecture.planted.layers;

final class ClockLogic {

    private ClockLogic() {}

    static long now() {
        return System.nanoTime();
    }
}
