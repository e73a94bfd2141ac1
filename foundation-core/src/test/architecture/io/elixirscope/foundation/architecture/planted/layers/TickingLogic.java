package io.elixirscope.foundation.architecture.planted.layers;

import io.elixirscope.foundation.architecture.planted.layers.time.Clock;

final class TickingLogic {

    private TickingLogic() {}

    static long age(Clock clock, long since) {
        return clock.nanos() - since;
    }
}
