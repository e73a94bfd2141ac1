package io.elixirscope.foundation.architecture.planted.order.value;

public record LowValue(String text) {}
