package io.elixirscope.foundation.testkit;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs a test of servers under many seeds, each of which is one interleaving of its threads,
/// the same one each time: a race that a seed finds can be run again and again.
///
/// ```java
/// Deterministic.explore(300, run -> {
///     var till = run.start(tillServer);
///     var ada = run.fork("ada", () -> till.call(new Buy(1)));
///     var bob = run.fork("bob", () -> till.call(new Buy(1)));
///     ada.join();
///     bob.join();
///     assertThat(till.read()).isEqualTo(2);
/// });
/// ```
///
/// A failing seed is named in the failure; the system property `foundation.seed` makes
/// [#explore] run that one alone (`mvn test -Dtest=TillTest -Dfoundation.seed=17`).
///
/// **How.** Everything the library does with threads and time goes through its `Scheduler`. Here
/// that is one baton: each activity is a real virtual thread, but only the holder of the baton
/// runs, and the seed picks the next one wherever the library waits, wakes, starts a thread or
/// reads the nanosecond clock. When nobody can go on, virtual time jumps to the earliest
/// deadline; where there is none the run fails with what each thread waits for. After the body
/// the servers are stopped, and a thread that does not end then fails the run too.
///
/// **Limits.** The order of memory accesses is not explored, only points at which the library is
/// called. What the code under test draws from elsewhere (its own threads, random numbers, the
/// order of an identity hash) makes runs of one seed differ. Code that blocks outside of the
/// library (a latch, a socket, a lock whose owner waits for the baton) holds the baton: after
/// one second of real time the run fails, naming the thread and its stack.
public final class Deterministic {
    private static final String SEED = "foundation.seed";
    private static final int STEPS_SHOWN = 30;

    private Deterministic() {}

    /// A test under a seed.
    @FunctionalInterface
    public interface Body {
        /// Does it once. What it throws fails the run.
        ///
        /// @param run servers, threads, time and chance of this run
        /// @throws Exception fails the run
        void run(DeterministicRun run) throws Exception;
    }

    /// What was explored.
    ///
    /// @param runs how many seeds
    /// @param interleavings how many of their traces differ
    /// @param steps points passed in all of them
    public record Exploration(int runs, int interleavings, long steps) {}

    /// Runs the body under the seeds `1..seeds`, or under the one of `-Dfoundation.seed` alone.
    /// Blocks; the body runs on a thread of each run.
    ///
    /// @param seeds how many, `>= 1`
    /// @param body the test
    /// @return what was explored
    /// @throws AssertionError if a run fails: the first one, with its seed, what happened last
    ///     and the cause
    public static Exploration explore(int seeds, Body body) {
        if (seeds < 1) {
            throw new IllegalArgumentException("seeds must be >= 1, was " + seeds);
        }
        Long only = Long.getLong(SEED);
        if (only != null) {
            return new Exploration(1, 1, replay(only, body).steps().size());
        }
        Set<List<String>> different = new HashSet<>();
        long steps = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            Trace trace = replay(seed, body);
            different.add(trace.steps());
            steps += trace.steps().size();
        }
        return new Exploration(seeds, different.size(), steps);
    }

    /// Runs the body under one seed. Blocks.
    ///
    /// @param seed any number
    /// @param body the test
    /// @return what happened
    /// @throws AssertionError if the run fails
    public static Trace replay(long seed, Body body) {
        requireNonNull(body, "body");
        var scheduler = new BatonScheduler(seed);
        scheduler.begin("test", () -> scheduler.end(failureOf(new DeterministicRun(seed, scheduler), body)));
        new Watchdog(scheduler).awaitEnd();
        Trace trace = scheduler.trace(seed);
        Throwable failure = scheduler.failure();
        if (failure != null) {
            throw new AssertionError(report(trace, failure), failure);
        }
        return trace;
    }

    private static @Nullable Throwable failureOf(DeterministicRun run, Body body) {
        try {
            body.run(run);
            run.close();
            return null;
        } catch (BatonScheduler.RunOver over) {
            throw over;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    private static String report(Trace trace, Throwable failure) {
        return "seed " + trace.seed() + " fails: " + failure.getMessage() + "\nrun it alone with -D" + SEED + "="
                + trace.seed() + "; its last steps of " + trace.steps().size() + " were\n" + trace.tail(STEPS_SHOWN);
    }
}
