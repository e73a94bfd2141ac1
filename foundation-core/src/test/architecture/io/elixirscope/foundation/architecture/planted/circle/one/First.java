package io.elixirscope.foundation.architecture.planted.circle.one;

import io.elixirscope.foundation.architecture.planted.circle.two.Second;

public record First(Second other) {}
