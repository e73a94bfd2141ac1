package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One event for people: a line a member, data indented.
final class EventView {

    private final List<String> lines = new ArrayList<>();

    private EventView() {}

    static List<String> lines(StoredEvent stored) {
        var view = new EventView();
        view.members(stored);
        return view.lines;
    }

    private void members(StoredEvent stored) {
        var event = stored.event();
        Map<String, String> members = new LinkedHashMap<>();
        members.put("id", event.id());
        members.put("source", event.source());
        members.put("type", event.type());
        event.subject().ifPresent(subject -> members.put("subject", subject));
        members.put("time", event.time().toString());
        members.put("position", Long.toString(stored.position()));
        members.put("recorded at", stored.recordedAt().toString());
        event.correlationId().ifPresent(correlation -> members.put("correlation", correlation));
        event.causeId().ifPresent(cause -> members.put("cause", cause));
        members.put("node", event.node());
        members.put("origin", event.origin());
        members.put("configuration", event.configVersion() == 0 ? "" : "version " + event.configVersion());
        members.put("schema", event.schemaVersion() == 1 ? "" : "version " + event.schemaVersion());
        event.attributes().forEach((name, text) -> members.put("+ " + name, text));
        members.forEach((name, text) -> {
            if (!text.isEmpty()) {
                lines.add("%-14s %s".formatted(name, Visible.text(text)));
            }
        });
        tree("data", event.data(), "");
    }

    private void tree(String name, Value value, String indent) {
        var label = indent + Visible.text(name);
        switch (value) {
            case Value.NullValue _ when indent.isEmpty() -> lines.add("%-14s (none)".formatted(label));
            case Value.MapValue(var fields)
            when !fields.isEmpty() -> {
                lines.add(label);
                fields.forEach((field, inner) -> tree(field, inner, indent + "  "));
            }
            case Value.ListValue(var items)
            when !items.isEmpty() -> {
                lines.add(label);
                items.forEach(item -> tree("-", item, indent + "  "));
            }
            case Value.TextValue(var text) -> lines.add("%-14s %s".formatted(label, Visible.text(text)));
            default -> lines.add("%-14s %s".formatted(label, JsonText.write(value)));
        }
    }
}
