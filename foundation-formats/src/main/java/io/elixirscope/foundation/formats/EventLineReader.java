package io.elixirscope.foundation.formats;

import static io.elixirscope.foundation.error.FoundationErrorType.FORMAT_ERROR;
import static io.elixirscope.foundation.error.FoundationErrorType.VALIDATION_FAILED;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads one line: streams over its members, keeps what it saw, builds the event at the end.
final class EventLineReader {

    private static final int MAX_DEPTH = Value.MAX_DEPTH;
    private static final ValueLimits LIMITS = new ValueLimits(MAX_DEPTH, 1_000_000, CloudEventsLines.MAX_LINE_BYTES);
    private static final Pattern PARSER_TALK =
            Pattern.compile("(?s) \\(start marker at .*|, from `StreamReadConstraints[^`]*`|\\s*\\n.*");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .maxStringLength(CloudEventsLines.MAX_LINE_BYTES)
                    .build())
            .build();

    private final JsonParser parser;
    private final Set<String> seen = new HashSet<>(32);
    private final Map<String, String> texts = new HashMap<>();
    private final ExtensionForms extensions = new ExtensionForms();
    private @Nullable Instant time;
    private @Nullable Value data;
    private long configVersion;
    private int schemaVersion = 1;

    private EventLineReader(JsonParser parser) {
        this.parser = parser;
    }

    static Result<Event> read(String line, String file, long number) {
        try (var parser = parser(line)) {
            return read(line, parser).mapError(error -> {
                var column = MemberColumns.ofViolation(line, error);
                return error.at(LineRejection.excerpt(file, number, column, line));
            });
        } catch (LineRejection rejection) {
            return Result.err(rejection.error(file, number, line));
        }
    }

    private static Result<Event> read(String line, JsonParser parser) {
        try {
            var reader = new EventLineReader(parser);
            reader.members();
            refuseFaults(line);
            return reader.event();
        } catch (JacksonException malformed) {
            throw rejection(malformed, parser);
        }
    }

    static JsonParser parser(String line) {
        return FACTORY.createParser(ObjectReadContext.empty(), line);
    }

    private void members() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw malformed("a line must be one JSON object: {…}");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            if (!ExtensionForms.isName(name) && !name.equals("data_base64")) {
                throw invalid("the name of a member must be 1 to 20 lower-case letters and digits");
            }
            if (!seen.add(name)) {
                throw malformed("the member \"" + name + "\" is there twice");
            }
            parser.nextToken();
            member(name);
        }
        if (parser.nextToken() != null) {
            throw malformed("only one JSON object may stand on a line");
        }
    }

    private void member(String name) {
        switch (name) {
            case "specversion" -> specVersion(text(name));
            case "id", "source", "type", "subject", "correlationid", "causationid", "node", "origin" ->
                keep(name, text(name));
            case "time" -> time = time(text(name));
            case "datacontenttype" -> keep(name, text(name));
            case "configversion" -> configVersion = whole(name, Long.MAX_VALUE, 0);
            case "schemaversion" -> schemaVersion = (int) whole(name, Integer.MAX_VALUE, 1);
            case "position", "recordedat" -> ignore(name);
            case "data" -> data(JsonText.readValue(parser, LIMITS));
            case "data_base64" -> binary(text(name));
            default -> extensions.read(name, parser);
        }
    }

    private Result<Event> event() {
        require("specversion", "\"1.0\"");
        var id = require("id", "a text that is unique in its source");
        var source = require("source", "a URI reference");
        var type = require("type", "a text such as \"order.placed\"");
        var happened = time;
        if (happened == null) {
            throw missing("time", "the time of the happening, such as \"2011-01-09T09:46:08+01:00\"");
        }
        var content = data == null ? Value.ofNull() : data;
        return Event.builder(id, source, type, happened)
                .subject(texts.get("subject"))
                .correlationId(texts.get("correlationid"))
                .causeId(texts.get("causationid"))
                .node(texts.getOrDefault("node", ""))
                .origin(texts.getOrDefault("origin", ""))
                .configVersion(configVersion)
                .schemaVersion(schemaVersion)
                .attributes(extensions.attributes(contentType(content)))
                .data(content)
                .build();
    }

    /// The content type to keep: the one that is written anyway needs no attribute.
    private @Nullable String contentType(Value content) {
        var given = texts.get("datacontenttype");
        var plain = EventLineWriter.JSON.equals(given) && EventLineWriter.writtenAsJson(content);
        return plain ? null : given;
    }

    private void specVersion(@Nullable String version) {
        if (version != null && !version.equals("1.0")) {
            throw invalid("specversion must be \"1.0\", was \"" + version + "\"");
        }
        keep("specversion", version);
    }

    private @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Rfc3339.parse(text);
        } catch (DateTimeException wrong) {
            throw invalid("time must be a time of RFC 3339: " + wrong.getMessage());
        }
    }

    private void binary(@Nullable String text) {
        if (text == null) {
            return;
        }
        try {
            data(Value.of(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException wrong) {
            throw invalid("data_base64 must be base64: " + wrong.getMessage());
        }
    }

    private void data(Value value) {
        if (data != null) {
            throw malformed("data and data_base64 exclude each other");
        }
        data = value;
    }

    private void keep(String name, @Nullable String text) {
        if (text != null) {
            texts.put(name, text);
        }
    }

    private @Nullable String text(String name) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NULL -> null;
            default -> throw invalid(name + " must be text");
        };
    }

    private long whole(String name, long max, long absent) {
        requireScalar(name);
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return absent;
        }
        var digits = parser.getString();
        try {
            var number = Long.parseLong(digits);
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            throw invalid(name + " must be a whole number, was " + digits);
        }
        throw invalid(name + " must be 0 to " + max + ", was " + digits);
    }

    /// Looks at the text all the same: the parser checks the escapes of a text only when it is asked for.
    private void ignore(String name) {
        requireScalar(name);
        parser.getString();
    }

    private void requireScalar(String name) {
        if (!parser.currentToken().isScalarValue()) {
            throw invalid(name + " must be text or a number");
        }
    }

    private String require(String name, String what) {
        var text = texts.get(name);
        if (text == null) {
            throw missing(name, what);
        }
        return text;
    }

    private static void refuseFaults(String line) {
        var fault = UnicodeLogic.firstFault(line);
        if (fault >= 0) {
            var message = "no character: half of a surrogate pair, or an escape that is not hexadecimal";
            throw new LineRejection(FORMAT_ERROR, message, fault + 1);
        }
    }

    private static LineRejection missing(String name, String what) {
        return new LineRejection(VALIDATION_FAILED, name + " is missing: " + what, 1);
    }

    private LineRejection invalid(String message) {
        return new LineRejection(VALIDATION_FAILED, message, column(parser));
    }

    private LineRejection malformed(String message) {
        return new LineRejection(FORMAT_ERROR, message, column(parser));
    }

    static int column(JsonParser parser) {
        return parser.currentTokenLocation().getColumnNr();
    }

    private static LineRejection rejection(JacksonException malformed, JsonParser parser) {
        var location = malformed.getLocation() == null ? parser.currentLocation() : malformed.getLocation();
        var message = PARSER_TALK
                .matcher(String.valueOf(malformed.getOriginalMessage()))
                .replaceAll("");
        return new LineRejection(FORMAT_ERROR, message, location.getColumnNr());
    }
}
