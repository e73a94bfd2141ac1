package io.elixirscope.foundation.architecture.planted.circle.two;

import io.elixirscope.foundation.architecture.planted.circle.one.First;

public record Second(First other) {}
