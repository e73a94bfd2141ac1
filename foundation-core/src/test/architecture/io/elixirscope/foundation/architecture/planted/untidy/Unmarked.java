package io.elixirscope.foundation.architecture.planted.untidy;

import org.jspecify.annotations.NullUnmarked;

@NullUnmarked
record Unmarked(String text) {}
