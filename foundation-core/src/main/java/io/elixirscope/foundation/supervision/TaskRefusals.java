package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.telemetry.TelemetryEvent;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the tasks that one supervisor refused and tells of them at most once a second, on a thread of its own.
/// Thread-safe; counting does not block.
final class TaskRefusals {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final ServerRuntime runtime;
    private final TelemetryEvent event;
    private final String supervisor;
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong untold = new AtomicLong();
    private final AtomicBoolean telling = new AtomicBoolean();

    TaskRefusals(ServerRuntime runtime, TelemetryEvent event, String supervisor) {
        this.runtime = runtime;
        this.event = event;
        this.supervisor = supervisor;
    }

    void add() {
        total.incrementAndGet();
        if (event.enabled()) {
            untold.incrementAndGet();
            if (telling.compareAndSet(false, true)) {
                handOver();
            }
        }
    }

    long total() {
        return total.get();
    }

    private void handOver() {
        runtime.scheduler().start("telemetry " + event.name(), ThreadKind.VIRTUAL, this::tell);
    }

    private void tell() {
        do {
            long number = untold.getAndSet(0);
            if (number > 0) {
                event.emit(number, supervisor);
                runtime.timers().after(BETWEEN, this::handOver);
                return;
            }
            telling.set(false);
        } while (untold.get() > 0 && telling.compareAndSet(false, true));
    }
}
