package io.elixirscope.foundation.architecture.planted.order.server;

import io.elixirscope.foundation.architecture.planted.order.value.LowValue;

public final class PlainServer {
    public String describe(LowValue value) {
        return value.text();
    }
}
