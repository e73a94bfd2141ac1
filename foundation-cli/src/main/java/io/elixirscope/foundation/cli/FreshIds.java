package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Events under new ids: one mapping of ids for a whole input, so that causes and correlations still meet.
final class FreshIds implements UnaryOperator<Event> {

    private static final int MAX_ID = 128;

    private final String suffix;

    /// @param suffix what sets these ids apart from all others; printable ASCII
    FreshIds(String suffix) {
        this.suffix = suffix;
    }

    @Override
    public Event apply(Event event) {
        return Event.builder(fresh(event.id()), event.source(), event.type(), event.time())
                .subject(event.subject().orElse(null))
                .correlationId(freshOrNull(event.correlationId().orElse(null)))
                .causeId(freshOrNull(event.causeId().orElse(null)))
                .node(event.node())
                .origin(event.origin())
                .configVersion(event.configVersion())
                .schemaVersion(event.schemaVersion())
                .attributes(event.attributes())
                .encodedData(event.encodedData())
                .buildOrThrow();
    }

    private @Nullable String freshOrNull(@Nullable String id) {
        return id == null ? null : fresh(id);
    }

    private String fresh(String id) {
        var text = id + suffix;
        return text.length() <= MAX_ID
                ? text
                : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
