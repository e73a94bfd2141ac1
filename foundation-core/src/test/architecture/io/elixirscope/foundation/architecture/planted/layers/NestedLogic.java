package io.elixirscope.foundation.architecture.planted.layers;

final class NestedLogic {

    private NestedLogic() {}

    record Step(String name) {

        static void start(Runnable action) {
            Thread.ofVirtual().start(action);
        }
    }
}
