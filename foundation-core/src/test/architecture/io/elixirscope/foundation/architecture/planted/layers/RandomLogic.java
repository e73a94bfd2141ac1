package io.elixirscope.foundation.architecture.planted.layers;

final class RandomLogic {

    private RandomLogic() {}

    static double jitter() {
        return Math.random();
    }
}
