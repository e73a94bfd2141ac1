package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.telemetry.Emission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tags from the attributes of emissions.
final class EventTags {
    private static final String OURS = "elixir_scope.";

    /// Of the attributes that the library's own events have, those that make tags: few values each,
    /// or one for each thing that the application has named.
    private static final List<String> TAGGED =
            List.of("server", "supervisor", "code", "outcome", "operation", "service", "reason");

    private EventTags() {}

    /// The tags that an event's own metric has: of ours at most one key, of others none.
    static List<String> automatic(Emission first) {
        String name = first.event().name();
        if (!name.startsWith(OURS) || name.startsWith(OURS + "metrics.")) {
            return List.of();
        }
        List<String> keys = first.event().attributeKeys();
        return TAGGED.stream().filter(keys::contains).limit(1).toList();
    }

    /// An attribute as a tag's value.
    static @Nullable String text(@Nullable Object attribute) {
        return switch (attribute) {
            case null -> null;
            case String text -> text;
            case FoundationError error -> error.type().fullCode();
            case Class<?> type -> type.getSimpleName();
            case Throwable thrown -> thrown.getClass().getSimpleName();
            default -> attribute.toString();
        };
    }
}
