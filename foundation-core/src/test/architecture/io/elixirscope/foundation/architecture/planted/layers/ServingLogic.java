package io.elixirscope.foundation.architecture.planted.layers;

final class ServingLogic {

    private ServingLogic() {}

    static String name(OpenServer server) {
        return server.toString();
    }
}
