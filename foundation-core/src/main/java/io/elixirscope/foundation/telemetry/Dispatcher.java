package io.elixirscope.foundation.telemetry;

import io.elixirscope.foundation.time.Clock;
import io.elixirscope.foundation.time.Timers;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// Delivers emissions to handlers in the emitter's thread, and keeps what handlers do wrong from the emitter
/// and from each other.
final class Dispatcher {
    /// Says that a reading of the clock is not at hand.
    static final long UNREAD = 0;

    static final long SLOW_NANOS = 10_000_000L;
    /// Emissions inside emissions: an outermost one, and what handlers emit within it.
    static final int MAX_DEPTH = 8;
    /// Deliveries within one outermost emission: bounds the product of depth and number of handlers.
    static final int MAX_DELIVERIES = 10_000;

    private final Clock clock;
    private final Timers timers;
    private final HandlerTable table;
    private final OwnEvents own;
    /// One small object for each thread that has emitted to a listener: the depth must be known without a
    /// lookup by name.
    private final ThreadLocal<Nesting> nesting = ThreadLocal.withInitial(Nesting::new);

    final DropTally recursion = new DropTally("recursion");
    final DropTally malformed = new DropTally("malformed");
    final LongAdder lost = new LongAdder();

    Dispatcher(Clock clock, Timers timers, HandlerTable table) {
        this.clock = clock;
        this.timers = timers;
        this.table = table;
        this.own = new OwnEvents(this, table);
    }

    OwnEvents own() {
        return own;
    }

    /// Delivers to whoever listens. Never throws, unless the emitter's stack has no room even for the catching.
    ///
    /// @param nowNanos a reading of the clock taken just now, or [#UNREAD]
    void dispatch(Emission emission, long nowNanos) {
        try {
            if (emission.overfull()) {
                refuse(malformed);
            }
            Nesting here = nesting.get();
            if (here.depth == 0) {
                here.deliveries = 0;
            } else if (here.depth >= MAX_DEPTH || here.deliveries >= MAX_DELIVERIES) {
                recursion.count(1);
                here.refused = true;
                return;
            }
            here.depth++;
            try {
                deliver(emission, here, nowNanos);
                tellRefused(here);
            } finally {
                here.depth--;
            }
        } catch (Throwable _) {
            lost.increment();
        }
    }

    private void deliver(Emission emission, Nesting here, long nowNanos) {
        long last = nowNanos;
        for (HandlerSlot slot : emission.event().listeners()) {
            if (!slot.listening()) {
                continue;
            }
            here.deliveries++;
            if (slot.timed) {
                last = deliverTimed(slot, emission, last == UNREAD ? clock.nanos() : last);
            } else {
                call(slot, emission);
                last = UNREAD;
            }
        }
    }

    /// Returns a fresh reading of the clock, or UNREAD after a report took unknown time.
    private long deliverTimed(HandlerSlot slot, Emission emission, long startNanos) {
        call(slot, emission);
        long now = clock.nanos();
        if (now - startNanos <= SLOW_NANOS) {
            return now;
        }
        HandlerSlot.SlowReport report = slot.slow(now - startNanos, now);
        if (report != null) {
            own.slow.emit(
                    report.slowestNanos(), slot.handlerId, emission.event().name(), report.calls());
        }
        return UNREAD;
    }

    private void call(HandlerSlot slot, Emission emission) {
        try {
            slot.handler.handle(emission);
        } catch (Throwable thrown) {
            quarantine(slot, emission.event(), thrown);
        }
    }

    /// Errors of the machine (no stack, no memory) are a handler's failures as any other: nobody else learns of
    /// them here.
    private void quarantine(HandlerSlot slot, TelemetryEvent event, Throwable thrown) {
        try {
            String failure = QuarantineLogic.describe(thrown);
            long stay = table.failed(slot, failure, clock.nanos());
            if (stay > 0) {
                armRetry(stay);
                own.quarantined.emit(slot.failures(), slot.handlerId, event.name(), failure, stay);
            }
        } catch (Throwable _) {
            lost.increment();
        }
    }

    /// A timer that cannot be armed leaves the handler to the next look at the handlers, which re-attaches what
    /// is due.
    private void armRetry(long stayNanos) {
        try {
            timers.after(Duration.ofNanos(stayNanos), this::retryDue);
        } catch (Throwable _) {
            lost.increment();
        }
    }

    void retryDue() {
        table.retryDue(clock.nanos());
    }

    /// Counts one thing that cannot be delivered, and tells of it at most once a second.
    void refuse(DropTally tally) {
        tally.count(1);
        tell(tally);
    }

    private void tell(DropTally tally) {
        long untold = tally.takeUntold(clock.nanos());
        if (untold > 0) {
            own.dropped.emit(untold, tally.reason);
        }
    }

    /// At the end of the outermost emission: what was refused inside is told from here, where there is room for
    /// it.
    private void tellRefused(Nesting here) {
        if (here.depth == 1 && here.refused) {
            here.refused = false;
            tell(recursion);
        }
    }

    /// Where one thread stands. Confined to it.
    private static final class Nesting {
        int depth;
        int deliveries;
        boolean refused;
    }
}
