package io.elixirscope.foundation.control;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonReading;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.util.Map;
import java.util.Set;

/// What a line of a request says, and the lines of a reply: static and pure.
final class RequestLogic {
    /// The version of the protocol that is spoken here.
    static final int VERSION = 1;

    /// Longest request with its line end. Unit: bytes.
    static final int MAX_REQUEST_BYTES = 65_536;

    /// The line that says no more than that the node is there.
    static final String ALIVE = line("alive", Value.of(true));

    private static final ValueLimits LIMITS = new ValueLimits(16, 10_000, MAX_REQUEST_BYTES);
    private static final Set<String> FIELDS = Set.of("v", "verb", "args");

    private RequestLogic() {}

    /// The request that a line holds; `D202` where it is no JSON, `D204` where it is no request of this version.
    static Result<ControlRequest> request(byte[] line, String who) {
        return switch (JsonText.read(line, LIMITS)) {
            case JsonReading.Malformed(var row, var column, var problem) ->
                Result.err(FoundationError.of(FoundationErrorType.FORMAT_ERROR, "the request is not JSON: " + problem)
                        .with("line", row)
                        .with("column", column));
            case JsonReading.Parsed(Value.MapValue(var fields)) -> request(fields, who);
            case JsonReading.Parsed _ -> refused("a request must be a JSON object");
        };
    }

    private static Result<ControlRequest> request(Map<String, Value> fields, String who) {
        if (!(fields.get("v") instanceof Value.LongValue(var version))) {
            return refused("a request must have the number 'v', the version of its protocol");
        }
        if (version != VERSION) {
            return refused(
                    "this node speaks version " + VERSION + " of the protocol, the request is of version " + version);
        }
        if (!(fields.get("verb") instanceof Value.TextValue(var verb))) {
            return refused("a request must have the text 'verb'");
        }
        for (var name : fields.keySet()) {
            if (!FIELDS.contains(name)) {
                return refused("a request has v, verb and args, not '" + cut(name) + "'");
            }
        }
        return switch (fields.getOrDefault("args", Value.map(Map.of()))) {
            case Value.MapValue(var args) -> Result.ok(new ControlRequest(verb, args, who));
            default -> refused("'args' must be an object");
        };
    }

    /// No verb has this name.
    static FoundationError unknownVerb(String verb, Set<String> known) {
        return FoundationError.of(FoundationErrorType.INVALID_INPUT, "this node has no verb '" + cut(verb) + "'")
                .with("verbs", String.join(", ", known.stream().sorted().toList()));
    }

    static FoundationError tooLong() {
        return FoundationError.of(
                FoundationErrorType.DATA_TOO_LARGE, "a request must be <= " + MAX_REQUEST_BYTES + " bytes");
    }

    static String item(Value item) {
        return line("item", item);
    }

    static String end(int exit) {
        return line("end", Value.map(Map.of("exit", Value.of(exit))));
    }

    static String error(FoundationError error) {
        return line("error", error.toValue());
    }

    private static String line(String name, Value content) {
        return JsonText.write(Value.map(Map.of(name, content))) + "\n";
    }

    private static <T> Result<T> refused(String why) {
        return Result.err(FoundationErrorType.INVALID_INPUT, why);
    }

    private static String cut(String text) {
        return text.length() <= 64 ? text : text.substring(0, 63) + "…";
    }
}
