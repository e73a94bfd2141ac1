package io.elixirscope.foundation.architecture.planted.crowd;

public record Two() {}
