package io.elixirscope.foundation.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.supervision.Shutdown;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.time.Clock;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server is abandoned while the store is in the middle of its append.
@Timeout(60)
final class FenceRaceIT {
    private final HeldCommit scheduler = new HeldCommit();
    private final EventStore store = new MemoryEventStore(scheduler, MemoryLimits.DEFAULT);

    @Test
    void onceTheFenceIsThroughNothingMoreIsAccepted() throws Exception {
        var server = Probe.server("appender");
        var fencing = new CompletableFuture<Thread>();
        var seen = new CompletableFuture<Long>();
        var appended = new CompletableFuture<Appended>();
        try (var stage = Stage.system()) {
            stage.runtime.servers().onFence(incarnation -> {
                fencing.complete(Thread.currentThread());
                store.fence(incarnation);
                seen.complete(store.stats().lastPosition());
            });
            var tree = stage.start(Supervisor.named("root")
                    .child(server, child -> child.shutdown(Shutdown.within(Duration.ofMillis(1))))
                    .build());
            stage.async(() -> stage.ref(server).call(new Probe.Run(_ -> {
                appended.complete(store.append(EventSamples.numbered(1)).orElseThrow());
                return "appended";
            })));
            scheduler.inCommit.await();
            var stopped = stage.async(() -> {
                tree.stop();
                return "stopped";
            });
            awaitHeldOrThrough(fencing.get(), seen);
            scheduler.go.countDown();
            stopped.get();
        }

        assertThat(appended.get().position()).isLessThanOrEqualTo(seen.get());
    }

    /// The fence waits for the commit to be over, or has not waited at all.
    private static void awaitHeldOrThrough(Thread fencing, CompletableFuture<?> seen) {
        while (!seen.isDone()
                && fencing.getState() != Thread.State.WAITING
                && fencing.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
    }

    /// The system's scheduler, but for the first reading of the wall clock, which a store does in its commit: it takes
    /// until the test lets it go, whatever interrupts it.
    private static final class HeldCommit implements Scheduler, Clock {
        final CountDownLatch inCommit = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);
        private final Scheduler system = Scheduler.system();

        @Override
        public Instant wallTime() {
            inCommit.countDown();
            while (go.getCount() > 0) {
                Thread.onSpinWait();
            }
            return system.clock().wallTime();
        }

        @Override
        public long nanos() {
            return system.clock().nanos();
        }

        @Override
        public Clock clock() {
            return this;
        }

        @Override
        public void park(Object blocker, long deadlineNanos) {
            system.park(blocker, deadlineNanos);
        }

        @Override
        public void wake(Thread thread) {
            system.wake(thread);
        }

        @Override
        public Thread start(String name, ThreadKind kind, Runnable body) {
            return system.start(name, kind, body);
        }

        @Override
        public long random() {
            return system.random();
        }
    }
}
