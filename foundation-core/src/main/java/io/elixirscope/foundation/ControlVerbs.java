package io.elixirscope.foundation;

import io.elixirscope.foundation.control.ControlRequest;
import io.elixirscope.foundation.control.ControlSink;
import io.elixirscope.foundation.control.ControlVerb;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.health.Health;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a running Foundation can be asked through its control socket.
final class ControlVerbs {
    private static final long RECENT = 20;
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final Foundation foundation;
    private final String node;

    private ControlVerbs(Foundation foundation, String node) {
        this.foundation = foundation;
        this.node = node;
    }

    static Map<String, ControlVerb> of(Foundation foundation, String node, Scheduler scheduler) {
        var verbs = new ControlVerbs(foundation, node);
        Map<String, ControlVerb> all = new HashMap<>(
                Map.of("health", verbs::health, "tree", verbs::tree, "server", verbs::server, "errors", verbs::errors));
        all.putAll(MetricVerbs.of(foundation, node));
        all.putAll(ConfigVerbs.of(foundation.config(), foundation::newContext));
        all.put("events.tail", new EventTail(foundation.events(), foundation.subscriptions()));
        all.put("config.watch", new ConfigWatch(foundation.config(), scheduler));
        return all;
    }

    /// One item: status, reasons and services. Exit 1 when it is FAILED.
    private Result<Integer> health(ControlRequest request, ControlSink sink) {
        Health health = foundation.health();
        Map<String, Value> services = new LinkedHashMap<>();
        health.services().forEach((name, service) -> services.put(name, value(service)));
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("status", Value.of(health.status().name()));
        fields.put("node", Value.of(node));
        fields.put("pid", Value.of(ProcessHandle.current().pid()));
        fields.put("uptimeMillis", Value.of(foundation.status().uptime().toMillis()));
        fields.put("reasons", texts(health.reasons()));
        fields.put("services", Value.map(services));
        sink.item(Value.map(fields));
        return Result.ok(health.status() == HealthStatus.FAILED ? FAILED : DONE);
    }

    private static Value value(ServiceHealth service) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("status", Value.of(service.status().name()));
        fields.put("reasons", texts(service.reasons()));
        fields.put("details", Value.map(service.details()));
        return Value.map(fields);
    }

    private static Value texts(List<String> texts) {
        return Value.list(texts.stream().map(Value::of).toList());
    }

    /// One item: the root supervisor with all that is below it.
    private Result<Integer> tree(ControlRequest request, ControlSink sink) {
        sink.item(StatusValues.of(foundation.tree()));
        return Result.ok(DONE);
    }

    /// One item: all that can be seen of the server that the argument `name` names.
    private Result<Integer> server(ControlRequest request, ControlSink sink) {
        return request.text("name").flatMap(foundation.introspection()::server).map(status -> {
            sink.item(StatusValues.of(status));
            return DONE;
        });
    }

    /// The newest errors that were kept as events, one item each, newest first. The argument
    /// `limit` is 20 unless given.
    private Result<Integer> errors(ControlRequest request, ControlSink sink) {
        return request.positive("limit", RECENT)
                .flatMap(limit -> foundation
                        .events()
                        .query(EventQuery.builder()
                                .type(RecorderLogic.ERROR_OCCURRED)
                                .order(EventQuery.Order.DESC)
                                .limit(limit)
                                .build())
                        .map(cursor -> {
                            try (cursor) {
                                cursor.forEachRemaining(stored -> {
                                    Map<String, Value> fields = new LinkedHashMap<>();
                                    fields.put("time", Value.of(stored.event().time()));
                                    fields.put("position", Value.of(stored.position()));
                                    fields.put("error", stored.event().data());
                                    sink.item(Value.map(fields));
                                });
                            }
                            return DONE;
                        }));
    }
}
