package io.elixirscope.foundation.examples.orders.node;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.examples.orders.lines.Latencies;
import io.elixirscope.foundation.examples.orders.lines.NodeLine;
import io.elixirscope.foundation.examples.orders.servers.Shop;
import io.elixirscope.foundation.telemetry.Emission;
import io.elixirscope.foundation.telemetry.Telemetry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Counts what the library's telemetry says, and tells the parent of crashes and errors as they happen. Thread-safe.
final class Counts {

    private static final String STORED = "elixir_scope.event.stored";
    private static final String ERROR = "elixir_scope.error.occurred";
    private static final String CRASHED = "elixir_scope.server.crashed";
    private static final String RESTARTED = "elixir_scope.supervisor.restarted";
    private static final String GAVE_UP = "elixir_scope.supervisor.gave_up";

    private final NodeTalk talk;
    private final Latencies stored = new Latencies();
    private final ConcurrentMap<String, Long> errorsByCode = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Crash> crashes = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> totals = new ConcurrentHashMap<>();

    private record Crash(String cause, long atNanos) {}

    Counts(NodeTalk talk) {
        this.talk = talk;
    }

    /// Begins to count.
    Counts attach(Telemetry telemetry) {
        telemetry.attach(
                "orders-counts", List.of(STORED, ERROR, CRASHED, RESTARTED, GAVE_UP, Shop.RESUMED), this::count);
        return this;
    }

    /// All counts so far.
    NodeLine.Summary summary(String health) {
        return new NodeLine.Summary(
                totals.getOrDefault(RESTARTED, 0L),
                totals.getOrDefault(GAVE_UP, 0L),
                new TreeMap<>(errorsByCode),
                Map.copyOf(stored.counts()),
                health);
    }

    private void count(Emission emission) {
        var name = emission.event().name();
        switch (name) {
            case STORED -> stored.add(emission.value());
            case ERROR -> {
                if (emission.attribute("error") instanceof FoundationError error) {
                    errorsByCode.merge(error.type().fullCode(), 1L, Long::sum);
                    talk.tell(new NodeLine.Erred(error.type().fullCode()));
                }
            }
            case CRASHED -> crashes.put(String.valueOf(emission.attribute("server")), crash(emission));
            case Shop.RESUMED -> resumed(String.valueOf(emission.attribute("server")));
            case GAVE_UP -> {
                totals.merge(name, 1L, Long::sum);
                talk.tell(new NodeLine.Escalated(
                        String.valueOf(emission.attribute("supervisor")), String.valueOf(emission.attribute("child"))));
            }
            default -> totals.merge(name, 1L, Long::sum);
        }
    }

    private static Crash crash(Emission emission) {
        var cause = emission.attribute("error") instanceof FoundationError error
                ? error.exception().map(Throwable::getMessage).orElse(error.message())
                : "unknown";
        return new Crash("while handling " + emission.attribute("message") + ": " + cause, System.nanoTime());
    }

    private void resumed(String server) {
        var crash = crashes.remove(server);
        if (crash != null) {
            talk.tell(new NodeLine.Restarted(server, crash.cause, System.nanoTime() - crash.atNanos));
        }
    }
}
