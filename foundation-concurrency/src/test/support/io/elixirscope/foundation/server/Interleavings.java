package io.elixirscope.foundation.server;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jetbrains.lincheck.Lincheck;

/// Runs a small concurrent program over and over, each time with its threads interleaved in another way, by Lincheck's
/// model checker. It fails with the whole interleaving if the program throws or hangs.
///
/// A program starts from nothing each time, does the same each time, and has few steps: loops of more than about a
/// hundred rounds are taken for a hang. Its waits are those of [#scheduler()], which end by a wake only.
public final class Interleavings {
    private static final int MANY = Integer.getInteger("interleavings", 60);

    private Interleavings() {}

    /// Looks at as many interleavings as the build says.
    public static void check(Runnable program) {
        Lincheck.runConcurrentTest(MANY, program);
    }

    /// Fails the program; AssertJ's assertions do not bear being instrumented.
    public static void expect(Object actual, Object expected) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + ", was " + actual);
        }
    }

    /// Starts a thread for each part and waits for all.
    public static void together(Runnable... parts) {
        var actors = new Actor[parts.length];
        for (int i = 0; i < parts.length; i++) {
            actors[i] = new Actor(parts[i]);
            actors[i].start();
        }
        join(actors);
    }

    static void join(Thread... threads) {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    /// A thread with a permit of its own. The permit of `LockSupport` may come without a wake under the model checker,
    /// which would hide a wake that is missing.
    static final class Actor extends Thread {
        final AtomicBoolean permit = new AtomicBoolean();

        Actor(Runnable body) {
            super(body);
            setDaemon(true);
        }
    }
}
