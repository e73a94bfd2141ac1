package io.elixirscope.foundation.benchmarks.loop;

import io.elixirscope.foundation.benchmarks.loop.Contender.Operation;

/// One caller's repetitions in one round after another. Its fields are read by others between
/// rounds only.
final class CallerLoop {
    private final Operation operation;
    private final int worksOfRun;
    private final Histogram durations = new Histogram();
    private long runs;
    private Object last = this;

    CallerLoop(Operation operation, int worksOfRun) {
        this.operation = operation;
        this.worksOfRun = worksOfRun;
    }

    /// Repeats until the round is over.
    void run(LoopRounds.Flag over, Pace pace) throws Exception {
        durations.clear();
        runs = 0;
        long done = 0;
        while (!over.raised()) {
            long began = System.nanoTime();
            repeat(pace.timed());
            long nanos = System.nanoTime() - began;
            durations.add(nanos * 1_000 / ((long) pace.timed() * worksOfRun));
            done += pace.timed();
            int untimed = 0;
            while (untimed < pace.untimed() && !over.raised()) {
                repeat(1);
                untimed++;
            }
            done += untimed;
        }
        runs = done;
    }

    private void repeat(int times) throws Exception {
        Object result = last;
        for (int i = 0; i < times; i++) {
            result = operation.run();
        }
        last = result;
    }

    long works() {
        return runs * worksOfRun;
    }

    Histogram durations() {
        return durations;
    }
}
