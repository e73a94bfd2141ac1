package io.elixirscope.foundation.architecture.planted.layers.time;

public interface Clock {
    long nanos();
}
