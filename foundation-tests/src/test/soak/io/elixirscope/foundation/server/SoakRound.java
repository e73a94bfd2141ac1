package io.elixirscope.foundation.server;

import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One round: servers that crash by plan under many senders, stopped in the middle of it, and the account of every
/// message. The plan is drawn from the seed; which thread comes first is not.
final class SoakRound {
    /// How long everything may take to end after the stop; longer than [Ticket#LONG].
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration PATIENCE_ONCE_WRONG = Duration.ofSeconds(2);

    private final long seed;
    private final TrackedThreads threads = new TrackedThreads();

    SoakRound(long seed) {
        this.seed = seed;
    }

    /// Throws an AssertionError that tells the seed and what happened if anything was wrong.
    SoakAccount run(int messages) throws InterruptedException {
        Mode.use(seed % 4 == 0 ? Mode.QUEUEING : Mode.OWN_THREAD);
        try {
            return runInMode(messages);
        } finally {
            Mode.use(Mode.OWN_THREAD);
        }
    }

    private SoakAccount runInMode(int messages) throws InterruptedException {
        var random = new SplittableRandom(seed);
        int number = random.nextInt(2, 9);
        var world = new SoakWorld(new Stage(threads), number, random.split());
        var warm = new CountDownLatch(number);
        for (int i = 0; i < number; i++) {
            var caller = new SoakCaller(i, world, random.split());
            start("sender " + i, kind(random), world, () -> caller.send(messages, warm::countDown));
        }
        var dice = random.split();
        start("churn", ThreadKind.PLATFORM, world, () -> world.churn(dice));
        awaitWarm(warm, world);
        world.ledger().stopping = true;
        start("stop", ThreadKind.PLATFORM, world, world::stop);
        threads.leftAfter(world.ledger().failed() ? PATIENCE_ONCE_WRONG : PATIENCE)
                .forEach(world::stuck);
        if (!world.ledger().failed()) {
            world.settle();
        }
        if (world.ledger().failed()) {
            throw new AssertionError("soak with seed " + seed + ", " + number + " senders\n"
                    + world.ledger().report());
        }
        return world.account();
    }

    private void awaitWarm(CountDownLatch warm, SoakWorld world) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!warm.await(50, TimeUnit.MILLISECONDS)) {
            if (world.ledger().failed()) {
                return;
            }
            if (System.nanoTime() > end) {
                world.ledger().wrong("the senders did not get on for a minute");
                threads.leftAfter(Duration.ZERO).forEach(world::stuck);
            }
        }
    }

    private static ThreadKind kind(SplittableRandom random) {
        return random.nextBoolean() ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM;
    }

    private void start(String name, ThreadKind kind, SoakWorld world, Runnable body) {
        threads.start(name, kind, () -> {
            try {
                body.run();
            } catch (Throwable thrown) {
                world.ledger().wrong(name + " died of " + thrown + " " + Arrays.toString(thrown.getStackTrace()));
            }
        });
    }
}
