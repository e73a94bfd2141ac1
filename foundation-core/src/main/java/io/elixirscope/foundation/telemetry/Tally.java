package io.elixirscope.foundation.telemetry;

import static java.util.Objects.requireNonNull;

import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import io.elixirscope.foundation.time.Timers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// A count of one kind of loss of one origin, told of at most once a second, on a thread of its
/// own, so that a listener never holds who counts. Thread-safe; counting does not block.
public final class Tally {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final Timers timers;
    private final TelemetryEvent event;
    private final Object[] origin;
    private final LongAdder total = new LongAdder();
    private final AtomicLong untold = new AtomicLong();
    private final AtomicBoolean telling = new AtomicBoolean();

    /// A count at 0.
    ///
    /// @param scheduler starts the thread that tells
    /// @param timers wait a second between two tellings
    /// @param event what is emitted; its value is how many were counted since the last telling
    /// @param origin the attributes of each emission, in the order of the event's keys
    public Tally(Scheduler scheduler, Timers timers, TelemetryEvent event, Object... origin) {
        this.scheduler = requireNonNull(scheduler, "scheduler");
        this.timers = requireNonNull(timers, "timers");
        this.event = requireNonNull(event, "event");
        this.origin = origin.clone();
    }

    /// Whether somebody listens.
    ///
    /// @return false if counting tells nobody
    public boolean enabled() {
        return event.enabled();
    }

    /// Counts, and tells of it if somebody listens: at once, or when a second has passed since
    /// the last telling.
    ///
    /// @param number how many, `>= 0`
    public void add(long number) {
        if (number == 0) {
            return;
        }
        total.add(number);
        if (!event.enabled()) {
            return;
        }
        untold.addAndGet(number);
        if (telling.compareAndSet(false, true)) {
            handOver();
        }
    }

    /// All that was counted, told or not.
    ///
    /// @return the count
    public long total() {
        return total.sum();
    }

    private void handOver() {
        scheduler.start("telemetry " + event.name(), ThreadKind.VIRTUAL, this::tell);
    }

    private void tell() {
        do {
            long number = untold.getAndSet(0);
            if (number > 0) {
                event.emitAll(number, origin);
                timers.after(BETWEEN, this::handOver);
                return;
            }
            telling.set(false);
        } while (untold.get() > 0 && telling.compareAndSet(false, true));
    }
}
