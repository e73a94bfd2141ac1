package io.elixirscope.foundation;

import io.elixirscope.foundation.server.ServerControl;
import io.elixirscope.foundation.supervision.ChildStatus;
import io.elixirscope.foundation.supervision.Introspection;
import io.elixirscope.foundation.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/// The status of a tree and of its servers, as the control socket tells it. Pure.
final class StatusValues {
    private StatusValues() {}

    static Value of(ChildStatus child) {
        Map<String, Value> fields = fields(child);
        if (!child.children().isEmpty()) {
            fields.put(
                    "children",
                    Value.list(child.children().stream().map(StatusValues::of).toList()));
        }
        return Value.map(fields);
    }

    static Value of(Introspection.ServerStatus server) {
        Map<String, Value> fields = fields(server.child());
        fields.put("epoch", Value.of(server.epoch()));
        var turn = server.turn();
        if (turn != null) {
            fields.put("turn", turn(turn.message(), turn.atLeast().toMillis(), turn.thread(), turn.stack()));
        }
        fields.put("view", server.view());
        var stale = server.staleSince();
        if (stale != null) {
            fields.put("staleSince", Value.of(stale));
        }
        var crash = server.lastCrash();
        if (crash != null) {
            fields.put("lastCrash", of(crash));
        }
        return Value.map(fields);
    }

    private static Map<String, Value> fields(ChildStatus child) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("id", Value.of(child.id()));
        fields.put("state", Value.of(child.state().name()));
        fields.put("since", Value.of(child.since()));
        child.restartsAt().ifPresent(at -> fields.put("restartsAt", Value.of(at)));
        fields.put("restarts", Value.of(child.restarts()));
        fields.put("mailboxLength", Value.of(child.mailboxLength()));
        var work = child.work();
        if (work.mailboxCapacity() > 0) {
            fields.put("mailboxCapacity", Value.of(work.mailboxCapacity()));
            fields.put("handled", Value.of(work.handled()));
            fields.put("losses", of(work.losses()));
        }
        var stuck = work.stuck();
        if (stuck != null) {
            fields.put("stuck", turn(stuck.message(), stuck.atLeast().toMillis(), stuck.thread(), stuck.stack()));
        }
        return fields;
    }

    private static Value of(ServerControl.Losses losses) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("mailboxFull", Value.of(losses.mailboxFull()));
        fields.put("repliesLate", Value.of(losses.repliesLate()));
        fields.put("skipped", Value.of(losses.skipped()));
        fields.put("dropped", Value.of(losses.dropped()));
        return Value.map(fields);
    }

    private static Value turn(String message, long millis, String thread, String stack) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("message", Value.of(message));
        fields.put("atLeastMillis", Value.of(millis));
        fields.put("thread", Value.of(thread));
        fields.put("stack", Value.of(stack));
        return Value.map(fields);
    }

    private static Value of(ServerControl.Crash crash) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("time", Value.of(crash.time()));
        fields.put("message", Value.of(crash.message()));
        fields.put("epoch", Value.of(crash.epoch()));
        fields.put("error", crash.error().toValue());
        return Value.map(fields);
    }
}
