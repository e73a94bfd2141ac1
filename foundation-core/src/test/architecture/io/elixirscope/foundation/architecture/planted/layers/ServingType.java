package io.elixirscope.foundation.architecture.planted.layers;

record ServingType(OpenServer server) {}
