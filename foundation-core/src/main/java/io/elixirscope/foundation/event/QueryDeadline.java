package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.time.Clock;
import io.elixirscope.foundation.time.Scheduler;
import java.time.Duration;
import java.util.OptionalLong;

/// Until when a cursor may be read: the query's time-out or the context's deadline, whichever is
/// first. The clock is read for the first event and each 64th after it. Belongs to one thread.
final class QueryDeadline {
    private static final int EVENTS_BETWEEN = 64;
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private final Clock clock;
    private final long deadlineNanos;
    private int looked;

    private QueryDeadline(Clock clock, long deadlineNanos) {
        this.clock = clock;
        this.deadlineNanos = deadlineNanos;
    }

    static QueryDeadline of(EventQuery query, Clock clock) {
        long deadline =
                query.timeout().map(timeout -> clock.nanos() + nanos(timeout)).orElse(Scheduler.NO_DEADLINE);
        ErrorContext context = ErrorContext.currentOrNull();
        OptionalLong outer = context == null ? OptionalLong.empty() : context.deadlineNanos();
        return new QueryDeadline(clock, Math.min(deadline, outer.orElse(Scheduler.NO_DEADLINE)));
    }

    private static long nanos(Duration timeout) {
        return timeout.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : timeout.toNanos();
    }

    /// Called before each event is looked at; throws once the time is over.
    void check() {
        if (deadlineNanos != Scheduler.NO_DEADLINE
                && looked++ % EVENTS_BETWEEN == 0
                && clock.nanos() >= deadlineNanos) {
            throw new FoundationException(EventErrors.queryTimedOut());
        }
    }
}
