package io.elixirscope.foundation.architecture.planted.layers;

final class InstanceLogic {

    private InstanceLogic() {}

    int apply(int before) {
        return before + 1;
    }
}
