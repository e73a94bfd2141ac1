package io.elixirscope.foundation.testkit;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.FoundationBuilder;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What [FoundationExtension] gives to one test, and looks at after it.
final class TestSession {
    private static final String LIBRARY = "io.elixirscope.foundation.";
    private static final String KIT = LIBRARY + "testkit.";
    private static final int FRAMES = 16;
    /// How far manual time goes so that servers which do not stop are abandoned.
    private static final int MOST_SECONDS = 3_600;

    private final Scheduler real = Scheduler.system();
    private final @Nullable ManualClock clock;
    private final ThreadLedger ledger;
    private final TestServers servers;
    private final UnaryOperator<FoundationBuilder> settings;
    /// Platform threads that were there before the test; null where tests run beside each other.
    private final @Nullable Set<Thread> before;

    private @Nullable Foundation foundation;

    TestSession(boolean manualTime, boolean alone, UnaryOperator<FoundationBuilder> settings) {
        this.clock = manualTime ? new ManualClock() : null;
        this.ledger = new ThreadLedger(clock == null ? real : clock.scheduler());
        this.servers = new TestServers(ledger);
        this.settings = settings;
        this.before = alone ? Set.copyOf(Thread.getAllStackTraces().keySet()) : null;
    }

    Object give(Class<?> type) {
        if (type == ServerRuntime.class) {
            return servers.runtime();
        }
        if (type == Foundation.class) {
            return foundation();
        }
        ManualClock manual = clock;
        return type == ManualClock.class && manual != null ? manual : servers;
    }

    private synchronized Foundation foundation() {
        Foundation running = foundation;
        if (running == null) {
            running = servers.start(settings.apply(Foundation.builder()));
            foundation = running;
        }
        return running;
    }

    /// Stops the servers and fails if a thread is left.
    void end(Duration patience) {
        long deadline = real.deadlineAfter(patience);
        boolean stopped = stop(deadline);
        List<Thread> left = left(deadline);
        if (stopped && left.isEmpty()) {
            return;
        }
        var text = new StringBuilder("the test left ")
                .append(left.size())
                .append(left.size() == 1 ? " thread" : " threads")
                .append(" behind that did not end within ")
                .append(patience.toMillis())
                .append(" ms; stop what it starts: start servers and Foundations with TestServers, or close them,")
                .append(" and let handlers end when they are interrupted\n");
        left.forEach(thread -> text.append(describe(thread)));
        left.forEach(Thread::interrupt);
        throw new AssertionError(text.toString());
    }

    /// False if the servers have not stopped in time.
    private boolean stop(long deadline) {
        Thread stopping = ledger.start("stop the test's servers", ThreadKind.PLATFORM, servers::close);
        ManualClock manual = clock;
        for (int i = 0; manual != null && i < MOST_SECONDS && stopping.isAlive(); i++) {
            manual.settle();
            if (stopping.isAlive()) {
                manual.advance(Duration.ofSeconds(1));
            }
        }
        return join(stopping, deadline);
    }

    private List<Thread> left(long deadline) {
        List<Thread> left = new ArrayList<>();
        for (Thread thread : candidates()) {
            if (!join(thread, deadline)) {
                left.add(thread);
            }
        }
        return left;
    }

    /// Threads that should have ended: those started through the test's scheduler, and new ones
    /// of the library.
    private List<Thread> candidates() {
        List<Thread> candidates = new ArrayList<>(ledger.threads());
        if (before != null) {
            Thread.getAllStackTraces().forEach((thread, stack) -> {
                boolean fresh = !before.contains(thread) && !thread.equals(Thread.currentThread());
                if (fresh && !candidates.contains(thread) && isOfTheLibrary(stack)) {
                    candidates.add(thread);
                }
            });
        }
        return candidates;
    }

    private static boolean isOfTheLibrary(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .map(StackTraceElement::getClassName)
                .anyMatch(type -> type.startsWith(LIBRARY) && !type.startsWith(KIT));
    }

    private boolean join(Thread thread, long deadline) {
        long millis = Math.max(1, (deadline - real.clock().nanos()) / 1_000_000);
        try {
            return thread.join(Duration.ofMillis(millis));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the test's threads ended", interrupted);
        }
    }

    private String describe(Thread thread) {
        return ledger.threads().contains(thread)
                ? ledger.describe(thread)
                : Stacks.of(thread, FRAMES)
                        + "  started without TestServers, so where is not known: start its Foundation with it\n";
    }
}
