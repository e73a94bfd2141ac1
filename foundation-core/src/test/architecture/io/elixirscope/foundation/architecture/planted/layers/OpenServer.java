package io.elixirscope.foundation.architecture.planted.layers;

public final class OpenServer {}
