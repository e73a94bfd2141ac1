package io.elixirscope.foundation.testkit;

import io.elixirscope.foundation.time.Scheduler;

/// Waits for the end of a seeded run, in real time, and ends one whose holder of the baton
/// blocks or computes for too long.
final class Watchdog {
    private static final long LOOK_MILLIS = 50;
    private static final long BLOCKED_NANOS = 1_000_000_000L;
    private static final long COMPUTING_NANOS = 60_000_000_000L;
    /// How long threads are waited for that unwind.
    private static final long UNWIND_MILLIS = 1_000;
    private static final int FRAMES = 40;

    private final Scheduler real = Scheduler.system();
    private final BatonScheduler scheduler;

    Watchdog(BatonScheduler scheduler) {
        this.scheduler = scheduler;
    }

    void awaitEnd() {
        try {
            watch();
            for (Thread thread : scheduler.threads()) {
                thread.join(UNWIND_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            scheduler.end(new AssertionError("interrupted", interrupted));
            Thread.currentThread().interrupt();
        }
    }

    private void watch() throws InterruptedException {
        long steps = -1;
        long since = 0;
        while (!scheduler.awaitOver(LOOK_MILLIS)) {
            long now = real.clock().nanos();
            Thread holder = scheduler.holder();
            if (scheduler.steps() != steps) {
                steps = scheduler.steps();
                since = now;
            } else if (holder != null && now - since > (blocks(holder) ? BLOCKED_NANOS : COMPUTING_NANOS)) {
                scheduler.end(new AssertionError(describe(holder)));
                holder.interrupt();
            }
        }
    }

    private static boolean blocks(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    private static String describe(Thread holder) {
        var text = new StringBuilder("thread \"")
                .append(holder.getName())
                .append("\" has the baton and ")
                .append(blocks(holder) ? "blocks outside of the library for 1 s" : "did not come back within 60 s")
                .append(" (")
                .append(holder.getState())
                .append("): wait with Fork.join, DeterministicRun.sleep or the library's own means,")
                .append(" and call the library outside of locks\n");
        Stacks.append(text, holder.getStackTrace(), FRAMES);
        return text.toString();
    }
}
