package io.elixirscope.foundation.architecture.planted.order.value;

import io.elixirscope.foundation.architecture.planted.order.server.PlainServer;

public record UpwardValue(PlainServer server) {}
