package io.elixirscope.foundation.server;

import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timer;
import io.elixirscope.foundation.time.Timers;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The idle time-out of one incarnation: what it handles if no message comes for a while. Thread-safe.
///
/// Each handled message sets it anew, or to nothing. At most one timer is armed; when it fires too early it
/// is armed again for the rest, so that to set a later time costs a clock reading and a few writes.
final class IdleTimeout {
    private final Scheduler scheduler;
    private final Timers timers;
    /// Sends what the server is to handle; must not wait.
    private final Consumer<? super Wait> send;

    private @Nullable Wait current;
    private @Nullable Timer armed;
    private long armedNanos;
    private boolean closed;

    /// One wait for messages, known by its identity.
    static final class Wait {
        private final Cast<?> message;
        private final long deadlineNanos;
        private boolean sent;

        private Wait(Cast<?> message, long deadlineNanos) {
            this.message = message;
            this.deadlineNanos = deadlineNanos;
        }

        Cast<?> message() {
            return message;
        }
    }

    IdleTimeout(ServerRuntime runtime, Consumer<? super Wait> send) {
        this.scheduler = runtime.scheduler();
        this.timers = runtime.timers();
        this.send = send;
    }

    /// A message was handled; what comes if none follows, null for nothing.
    synchronized void set(Step.@Nullable Idle next) {
        if (next == null || closed) {
            current = null;
            return;
        }
        long deadline = scheduler.deadlineAfter(next.after());
        current = new Wait(next.message(), deadline);
        if (armed == null || deadline < armedNanos) {
            arm(deadline);
        }
    }

    /// Whether nothing was handled since `wait` began; it is over then.
    synchronized boolean over(Wait wait) {
        if (current != wait) {
            return false;
        }
        current = null;
        return true;
    }

    /// The incarnation is over.
    synchronized void close() {
        closed = true;
        current = null;
        disarm();
    }

    private void arm(long deadline) {
        disarm();
        armedNanos = deadline;
        long now = scheduler.clock().nanos();
        armed = timers.after(Duration.ofNanos(deadline - now), this::fire);
    }

    private void disarm() {
        Timer before = armed;
        armed = null;
        if (before != null) {
            before.cancel();
        }
    }

    private void fire() {
        Wait wait = due();
        if (wait != null) {
            send.accept(wait);
        }
    }

    private synchronized @Nullable Wait due() {
        disarm();
        Wait wait = current;
        if (wait == null || wait.sent) {
            return null;
        }
        if (scheduler.clock().nanos() < wait.deadlineNanos) {
            arm(wait.deadlineNanos);
            return null;
        }
        wait.sent = true;
        return wait;
    }
}
