package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.time.Gate;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A function that is told of versions, on a virtual thread of its own while any wait. Thread-safe.
///
/// One that throws gets nothing for a second, twice as long each time it throws again, at most a
/// minute; what comes meanwhile waits in its queue.
final class ConfigSubscriber<C> implements ConfigUpdate.Subscription {
    private static final Duration FIRST_STAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_STAY = Duration.ofMinutes(1);

    private final String path;
    private final int capacity;
    private final Consumer<? super ConfigUpdate<C>> handler;
    private final ServerRuntime runtime;
    private final ConfigReports reports;
    private final Gate<Done> quiet;
    private final ArrayDeque<ConfigUpdate<C>> waiting = new ArrayDeque<>();
    private ConfigSnapshot<C> told;
    private Duration stay = Duration.ZERO;
    private @Nullable Thread runner;
    private boolean running;
    private boolean paused;
    private boolean closed;
    private long delivered;
    private long failures;

    /// @param now the version in force: the first step begins there
    ConfigSubscriber(
            String path,
            int capacity,
            Consumer<? super ConfigUpdate<C>> handler,
            ConfigSnapshot<C> now,
            ServerRuntime runtime,
            ConfigReports reports) {
        this.path = path;
        this.capacity = capacity;
        this.handler = handler;
        this.told = now;
        this.runtime = runtime;
        this.reports = reports;
        this.quiet = new Gate<>(runtime.scheduler());
    }

    /// Takes a version that concerns it into its queue. Called in the order of versions; starts nothing.
    synchronized void offer(ConfigSnapshot<C> next) {
        if (closed || next.version().changedPaths().stream().noneMatch(changed -> ConfigPath.within(changed, path))) {
            return;
        }
        if (waiting.size() < capacity) {
            var last = waiting.isEmpty() ? told : waiting.getLast().after();
            waiting.addLast(step(last, next, 1));
        } else {
            int merged = 1 + waiting.stream().mapToInt(ConfigUpdate::merged).sum();
            waiting.clear();
            waiting.addLast(step(told, next, merged));
        }
    }

    private ConfigUpdate<C> step(ConfigSnapshot<C> before, ConfigSnapshot<C> after, int merged) {
        var paths = new TreeSet<>(ConfigLogic.changedPaths(
                before.state().valid().effective(), after.state().valid().effective()));
        paths.removeIf(changed -> !ConfigPath.within(changed, path));
        return new ConfigUpdate<>(before, after, paths, merged);
    }

    /// Sees to it that somebody delivers what waits.
    void wake() {
        synchronized (this) {
            if (running || paused || waiting.isEmpty()) {
                return;
            }
            running = true;
        }
        try {
            runtime.scheduler().start("config subscriber " + path, ThreadKind.VIRTUAL, this::run);
        } catch (Throwable noThread) {
            synchronized (this) {
                running = false;
            }
            throw noThread;
        }
    }

    private void run() {
        for (var update = take(); update != null; update = take()) {
            deliver(update);
        }
    }

    private @Nullable ConfigUpdate<C> take() {
        boolean over;
        synchronized (this) {
            var update = paused ? null : waiting.pollFirst();
            if (update != null) {
                runner = Thread.currentThread();
                told = update.after();
                delivered++;
                return update;
            }
            runner = null;
            running = false;
            over = closed;
        }
        if (over) {
            quiet.open(Done.DONE);
        }
        return null;
    }

    private void deliver(ConfigUpdate<C> update) {
        var scheduler = runtime.scheduler();
        var context = ErrorContext.root("config.subscriber", scheduler.clock(), scheduler::random);
        try {
            context.run(() -> handler.accept(update));
            synchronized (this) {
                stay = Duration.ZERO;
            }
        } catch (Throwable thrown) {
            var pause = failed();
            reports.subscriberFailed(path, update.after().version().number(), pause.toNanos(), thrown);
            runtime.timers().after(pause, this::resume);
        }
    }

    private synchronized Duration failed() {
        failures++;
        paused = true;
        var next = stay.isZero() ? FIRST_STAY : stay.multipliedBy(2);
        stay = next.compareTo(LONGEST_STAY) > 0 ? LONGEST_STAY : next;
        return stay;
    }

    private void resume() {
        synchronized (this) {
            paused = false;
        }
        wake();
    }

    @Override
    public void close() {
        end();
        boolean own;
        synchronized (this) {
            own = Thread.currentThread().equals(runner);
        }
        if (!own) {
            quiet.await();
        }
    }

    /// As `close`, without the wait.
    void end() {
        boolean idle;
        synchronized (this) {
            closed = true;
            waiting.clear();
            idle = !running;
        }
        if (idle) {
            quiet.open(Done.DONE);
        }
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public synchronized boolean active() {
        return !closed;
    }

    @Override
    public synchronized int waiting() {
        return waiting.size();
    }

    @Override
    public synchronized long delivered() {
        return delivered;
    }

    @Override
    public synchronized long failures() {
        return failures;
    }
}
