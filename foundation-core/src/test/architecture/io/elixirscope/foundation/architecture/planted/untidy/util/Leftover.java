package io.elixirscope.foundation.architecture.planted.untidy.util;

record Leftover(String text) {}
