package io.elixirscope.foundation.benchmarks.loop;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Rounds of callers that start together and repeat their operations for a while.
final class LoopRounds implements Rounds {
    private static final int LONGEST_END_SECONDS = 30;
    private static final int WARMUPS = 3;

    private final Contender.Looped contender;
    private final Callers callers;
    private final List<CallerLoop> loops = new ArrayList<>();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private Pace pace = Pace.EACH;

    /// Tells the callers of a round that it is over.
    static final class Flag {
        private volatile boolean raised;

        boolean raised() {
            return raised;
        }

        void raise() {
            raised = true;
        }
    }

    private record Gates(CountDownLatch ready, CountDownLatch start, CountDownLatch ended, Flag over) {
        Gates(int callers) {
            this(new CountDownLatch(callers), new CountDownLatch(1), new CountDownLatch(callers), new Flag());
        }
    }

    LoopRounds(Contender.Looped contender, Callers callers) {
        this.contender = contender;
        this.callers = callers;
        for (int caller = 0; caller < callers.count(); caller++) {
            loops.add(new CallerLoop(contender.operation(caller), contender.worksOfRun()));
        }
    }

    @Override
    public void warm(long millis) throws Exception {
        for (int part = 0; part < WARMUPS; part++) {
            double runNanos = round(millis / WARMUPS).durations().nanos(50) * contender.worksOfRun();
            pace = Pace.of(runNanos, callers.count());
        }
    }

    @Override
    public Round round(long millis) throws Exception {
        var gates = new Gates(callers.count());
        var failure = new AtomicReference<@Nullable Throwable>();
        var factory = callers.threads();
        for (int caller = 0; caller < callers.count(); caller++) {
            int index = caller;
            factory.newThread(() -> call(index, gates, failure)).start();
        }
        gates.ready().await();
        long bytes = threads.getTotalThreadAllocatedBytes();
        long began = System.nanoTime();
        gates.start().countDown();
        Thread.sleep(millis);
        gates.over().raise();
        boolean ended = gates.ended().await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        long elapsed = System.nanoTime() - began;
        if (!ended) {
            throw new IllegalStateException(
                    "a caller did not come to its end within " + LONGEST_END_SECONDS + " s after the round");
        }
        if (failure.get() != null) {
            throw new IllegalStateException("an operation failed: " + failure.get(), failure.get());
        }
        return sum(elapsed, threads.getTotalThreadAllocatedBytes() - bytes);
    }

    private void call(int index, Gates gates, AtomicReference<@Nullable Throwable> failure) {
        try {
            contender.around(index, () -> {
                try {
                    gates.ready().countDown();
                    gates.start().await();
                    loops.get(index).run(gates.over(), pace);
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                }
            });
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
            gates.ready().countDown();
        } finally {
            gates.ended().countDown();
        }
    }

    private Round sum(long elapsedNanos, long bytes) {
        var durations = new Histogram();
        loops.forEach(loop -> durations.add(loop.durations()));
        var works = loops.stream().mapToLong(CallerLoop::works).summaryStatistics();
        return new Round(works.getSum(), elapsedNanos, bytes, works.getMin(), works.getMax(), durations);
    }
}
