package io.elixirscope.foundation.architecture.planted.order.helpers;

public record Helper(String text) {}
