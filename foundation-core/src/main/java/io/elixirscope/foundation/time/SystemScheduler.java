package io.elixirscope.foundation.time;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/// The real scheduler: `LockSupport`, `Thread` builders, the system's clocks.
final class SystemScheduler implements Scheduler {
    private final Clock clock = new SystemClock();
    private final RandomStripes random = new RandomStripes();

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void park(Object blocker, long deadlineNanos) {
        if (deadlineNanos == NO_DEADLINE) {
            LockSupport.park(blocker);
            return;
        }
        long left = deadlineNanos - clock.nanos();
        if (left > 0) {
            LockSupport.parkNanos(blocker, left);
        }
    }

    @Override
    public void wake(Thread thread) {
        LockSupport.unpark(thread);
    }

    @Override
    public Thread start(String name, ThreadKind kind, Runnable body) {
        return switch (kind) {
            case VIRTUAL ->
                Thread.ofVirtual()
                        .name(name)
                        .inheritInheritableThreadLocals(false)
                        .start(body);
            case PLATFORM ->
                Thread.ofPlatform()
                        .name(name)
                        .daemon(true)
                        .inheritInheritableThreadLocals(false)
                        .start(body);
        };
    }

    @Override
    public long random() {
        return random.next();
    }

    /// Zero is the loading of this class, so that all instances agree and values stay positive and small.
    private static final class SystemClock implements Clock {
        private static final long ZERO = System.nanoTime() - 1;

        @Override
        public Instant wallTime() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime() - ZERO;
        }
    }
}
