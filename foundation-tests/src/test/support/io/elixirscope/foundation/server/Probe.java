package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that does what the test tells it to, and writes down what happened.
public sealed interface Probe {
    /// Adds to a list, answers with its length.
    record Add(String text) implements Probe, Call<Probe, Integer> {}

    /// Answers with the list.
    record All() implements Probe, Call<Probe, List<String>> {}

    /// Refused by the handler.
    record Refuse() implements Probe, Call<Probe, Integer> {}

    /// Throws.
    record Crash(RuntimeException thrown) implements Probe, Call<Probe, Integer> {}

    /// Says that it began, then waits until it is let go.
    record Hold(CountDownLatch began, CountDownLatch go) implements Probe, Call<Probe, Integer> {}

    /// Like [Hold], but an interrupt does not end it, and it adds to the list.
    record Stubborn(CountDownLatch began, CountDownLatch go) implements Probe, Call<Probe, Integer> {}

    /// Runs code of the test with the server's context.
    record Run(Task task) implements Probe, Call<Probe, Object> {}

    /// Adds to the list.
    record Note(String text) implements Probe, Cast<Probe> {}

    /// Throws.
    record CrashLater(RuntimeException thrown) implements Probe, Cast<Probe> {}

    /// Stops by itself.
    record Stop(ExitReason reason) implements Probe, Cast<Probe> {}

    /// Code of the test.
    interface Task {
        Object run(ServerContext<Probe> context) throws Exception;
    }

    /// What happened to a probe over its incarnations.
    final class Log {
        public final AtomicInteger inits = new AtomicInteger();
        public final List<ExitReason> exits = new CopyOnWriteArrayList<>();
        public final List<String> lines = new CopyOnWriteArrayList<>();
    }

    /// A probe of the suite's mode.
    static GenServerBuilder<Probe, List<String>, List<String>> builder(String name, Log log) {
        return Mode.declare(queued(name, log));
    }

    /// A probe that is not declared non-blocking, in any mode.
    static GenServerBuilder<Probe, List<String>, List<String>> queued(String name, Log log) {
        return GenServer.named(name, Probe.class)
                .init(_ -> {
                    log.inits.incrementAndGet();
                    log.lines.add("init " + name);
                    return Init.ready(List.<String>of());
                })
                .terminate((reason, _) -> {
                    log.exits.add(reason);
                    log.lines.add("terminate " + name);
                })
                .handle(Probe::step);
    }

    static GenServer<Probe, List<String>> server(String name, Log log) {
        return builder(name, log).build();
    }

    static GenServer<Probe, List<String>> server(String name) {
        return server(name, new Log());
    }

    private static Step<List<String>> step(Probe message, List<String> state, ServerContext<Probe> context) {
        return switch (message) {
            case Add add -> {
                List<String> next = with(state, add.text());
                yield add.reply(next.size(), next);
            }
            case All all -> all.reply(state, state);
            case Refuse refuse -> refuse.refuse(FoundationError.of(FoundationErrorType.INVALID_INPUT, "no"), state);
            case Crash crash -> throw crash.thrown();
            case Hold hold -> {
                hold.began().countDown();
                hold(hold.go(), false);
                yield hold.reply(state.size(), state);
            }
            case Stubborn hold -> {
                hold.began().countDown();
                hold(hold.go(), true);
                yield hold.reply(state.size(), with(state, "held"));
            }
            case Run run -> run.reply(run(run.task(), context), state);
            case Note note -> Next.state(with(state, note.text()));
            case CrashLater crash -> throw crash.thrown();
            case Stop stop -> Next.stop(state, stop.reason());
        };
    }

    private static Object run(Task task, ServerContext<Probe> context) {
        try {
            return task.run(context);
        } catch (RuntimeException thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /// Waits; an interrupt throws.
    static void await(CountDownLatch go) {
        hold(go, false);
    }

    private static void hold(CountDownLatch go, boolean stubborn) {
        while (true) {
            try {
                go.await();
                return;
            } catch (InterruptedException interrupted) {
                if (!stubborn) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted", interrupted);
                }
            }
        }
    }

    private static List<String> with(List<String> list, String text) {
        var more = new java.util.ArrayList<>(list);
        more.add(text);
        return List.copyOf(more);
    }
}
