package io.elixirscope.foundation;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.OperationTrace;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.telemetry.Emission;
import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which emission becomes which event. The id is derived from what happened, so that recording it
/// twice stores it once.
final class RecorderLogic {

    static final String ERROR_OCCURRED = "elixir_scope.error.occurred";
    static final String SERVER_CRASHED = "elixir_scope.server.crashed";
    static final String CONFIG_UPDATE = "elixir_scope.config.update";

    private RecorderLogic() {}

    /// Everything the recorder listens to.
    static List<String> names() {
        return List.of(ERROR_OCCURRED, SERVER_CRASHED, CONFIG_UPDATE);
    }

    /// The event of an emission; empty where nothing happened that is worth keeping, such as an
    /// update without effect.
    static Optional<Event.Builder> event(Emission emission, String source, Instant time) {
        return switch (emission.event().name()) {
            case ERROR_OCCURRED -> error(emission, source, time);
            case SERVER_CRASHED -> crash(emission, source, time);
            case CONFIG_UPDATE -> update(emission, source, time);
            default -> Optional.empty();
        };
    }

    private static Optional<Event.Builder> error(Emission emission, String source, Instant time) {
        if (!(emission.attribute("error") instanceof FoundationError error)) {
            return Optional.empty();
        }
        var event = Event.builder("error-" + hex(error.id()), source, ERROR_OCCURRED, time)
                .subject(error.type().fullCode())
                .causeId(causeId(error))
                .data(error.toValue());
        return Optional.of(correlated(event, error));
    }

    private static Optional<Event.Builder> crash(Emission emission, String source, Instant time) {
        if (!(emission.attribute("error") instanceof FoundationError error)
                || !(emission.attribute("epoch") instanceof Long epoch)) {
            return Optional.empty();
        }
        String server = String.valueOf(emission.attribute("server"));
        Map<String, Value> data = new LinkedHashMap<>();
        data.put("server", Value.of(server));
        data.put("epoch", Value.of(epoch));
        data.put("message", Value.from(emission.attribute("message")));
        data.put("errorId", Value.of(hex(error.id())));
        var event = Event.builder("crash-" + hex(epoch), source, SERVER_CRASHED, time)
                .subject(server)
                .causeId("error-" + hex(error.id()))
                .data(Value.map(data));
        return Optional.of(correlated(event, error));
    }

    private static Optional<Event.Builder> update(Emission emission, String source, Instant time) {
        if (!"ok".equals(emission.attribute("outcome")) || !(emission.attribute("version") instanceof Long version)) {
            return Optional.empty();
        }
        Map<String, Value> data = new LinkedHashMap<>();
        data.put("version", Value.of(version));
        for (String key : List.of("paths", "who", "cause")) {
            data.put(key, Value.from(emission.attribute(key)));
        }
        return Optional.of(Event.builder("config-" + version, source, CONFIG_UPDATE, time)
                .configVersion(version)
                .data(Value.map(data)));
    }

    private static Event.Builder correlated(Event.Builder event, FoundationError error) {
        return error.operation()
                .map(OperationTrace::correlationId)
                .map(event::correlationId)
                .orElse(event);
    }

    /// The event that led to the operation in which the error occurred.
    private static @Nullable String causeId(FoundationError error) {
        return error.operation()
                .map(trace -> trace.metadata().get(Events.CAUSE_ID))
                .map(cause -> cause instanceof Value.TextValue(String id) ? id : null)
                .orElse(null);
    }

    private static String hex(long number) {
        return HexFormat.of().toHexDigits(number);
    }
}
