package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.time.Clock;
import java.time.Instant;

/// Where a child stands and since when. One thread changes it, any thread reads it.
final class Standing {
    private final Clock clock;
    private volatile Moment now;

    /// A state and when it began.
    record Moment(ChildStatus.State state, Instant since) {}

    Standing(Clock clock) {
        this.clock = clock;
        this.now = new Moment(ChildStatus.State.STOPPED, clock.wallTime());
    }

    void become(ChildStatus.State state) {
        if (state != now.state()) {
            now = new Moment(state, clock.wallTime());
        }
    }

    boolean is(ChildStatus.State state) {
        return now.state() == state;
    }

    Moment now() {
        return now;
    }
}
