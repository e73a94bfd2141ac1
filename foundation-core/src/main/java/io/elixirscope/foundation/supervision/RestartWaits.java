package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The restarts of one supervisor that wait. The decision thread's.
final class RestartWaits {
    private final TreeParts parts;
    private final Map<ChildNode, Wait> waits = new LinkedHashMap<>();

    private static final class Wait {
        final Instant until;
        ChildNode child;

        @Nullable
        Timer timer;

        Wait(ChildNode child, Instant until) {
            this.child = child;
            this.until = until;
        }
    }

    RestartWaits(TreeParts parts) {
        this.parts = parts;
    }

    /// Has `due` called on the decision thread after `delay`, unless the wait is cancelled first,
    /// with the child whose wait it is by then.
    ///
    /// @return until when it waits
    Instant begin(ChildNode child, Duration delay, Consumer<ChildNode> due) {
        cancel(child);
        var wait = new Wait(
                child, TimeSpan.after(parts.runtime().scheduler().clock().wallTime(), delay));
        waits.put(child, wait);
        wait.timer = parts.later(delay, () -> {
            if (waits.remove(wait.child, wait)) {
                due.accept(wait.child);
            }
        });
        return wait.until;
    }

    boolean has(ChildNode child) {
        return waits.containsKey(child);
    }

    /// Until when the restart of that child waits.
    ///
    /// @throws IllegalArgumentException if it does not
    Instant until(ChildNode child) {
        Wait wait = waits.get(child);
        if (wait == null) {
            throw new IllegalArgumentException(child.spec().id() + " does not wait");
        }
        return wait.until;
    }

    /// The wait of one child becomes another's, for the rest of its time.
    void handOver(ChildNode from, ChildNode to) {
        Wait wait = waits.remove(from);
        if (wait != null) {
            wait.child = to;
            waits.put(to, wait);
        }
    }

    void cancel(ChildNode child) {
        cancel(waits.remove(child));
    }

    void cancelAll() {
        waits.values().forEach(RestartWaits::cancel);
        waits.clear();
    }

    private static void cancel(@Nullable Wait wait) {
        Timer timer = wait == null ? null : wait.timer;
        if (timer != null) {
            timer.cancel();
        }
    }
}
