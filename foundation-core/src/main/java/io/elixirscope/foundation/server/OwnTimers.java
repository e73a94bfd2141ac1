package io.elixirscope.foundation.server;

import io.elixirscope.foundation.time.Timer;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The pending timers of one incarnation, which end with it. Thread-safe.
final class OwnTimers {
    private final Set<OwnTimer> pending = new HashSet<>();
    private boolean closed;

    /// A timer of this incarnation that is not armed yet; null if the incarnation is over: it would never be heard of.
    @Nullable
    synchronized OwnTimer create() {
        if (closed) {
            return null;
        }
        var timer = new OwnTimer();
        pending.add(timer);
        return timer;
    }

    /// Cancels all.
    ///
    /// @return how many were pending
    int close() {
        Set<OwnTimer> all;
        synchronized (this) {
            closed = true;
            all = new HashSet<>(pending);
            pending.clear();
        }
        all.forEach(OwnTimer::cancelArmed);
        return all.size();
    }

    private synchronized boolean remove(OwnTimer timer) {
        return pending.remove(timer);
    }

    /// One timer. A single one is done when it fires, a periodic one when it is cancelled.
    final class OwnTimer implements Timer {
        /// Whether the tick sent last still waits in the mailbox.
        private final AtomicBoolean tickWaiting = new AtomicBoolean();

        private volatile @Nullable Timer armed;

        private OwnTimer() {}

        void arm(Timer timer) {
            armed = timer;
        }

        /// A single shot fires; false if it was cancelled.
        boolean fire() {
            return remove(this);
        }

        /// A tick is due; false if the one before still waits.
        boolean tick() {
            return tickWaiting.compareAndSet(false, true);
        }

        void tickTaken() {
            tickWaiting.set(false);
        }

        @Override
        public boolean cancel() {
            boolean was = remove(this);
            cancelArmed();
            return was;
        }

        private void cancelArmed() {
            Timer timer = armed;
            if (timer != null) {
                timer.cancel();
            }
        }
    }
}
