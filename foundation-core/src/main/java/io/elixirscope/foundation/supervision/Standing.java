package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Where a child stands and since when. One thread changes it, any thread reads it.
final class Standing {
    private final Clock clock;
    private volatile Moment now;

    /// A state, when it began, and when the next start is due where that waits.
    record Moment(ChildStatus.State state, Instant since, Optional<Instant> restartsAt) {}

    Standing(Clock clock) {
        this.clock = clock;
        this.now = moment(ChildStatus.State.STOPPED, Optional.empty());
    }

    void become(ChildStatus.State state) {
        if (state != now.state()) {
            now = moment(state, Optional.empty());
        }
    }

    void waitUntil(Instant restart) {
        now = moment(ChildStatus.State.WAITING, Optional.of(restart));
    }

    private Moment moment(ChildStatus.State state, Optional<Instant> restartsAt) {
        return new Moment(state, clock.wallTime(), restartsAt);
    }

    boolean is(ChildStatus.State state) {
        return now.state() == state;
    }

    Moment now() {
        return now;
    }
}
