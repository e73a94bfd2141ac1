package io.elixirscope.foundation.value;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;

/// Places and words of what is wrong with a JSON text.
final class JsonProblem {
    private static final int MAX_TEXT = 300;

    /// The parser's note of where an array or object began, in its own notation.
    private static final Pattern MARKER = Pattern.compile(" *\\(start marker at \\[.*?\\]\\)");

    private JsonProblem() {}

    static StreamReadException at(JsonParser parser, String problem) {
        return new StreamReadException(parser, problem, parser.currentTokenLocation());
    }

    static JsonReading.Malformed of(JacksonException malformed) {
        var location = malformed.getLocation();
        int line = location == null ? 1 : Math.max(1, location.getLineNr());
        int column = location == null ? 1 : Math.max(1, location.getColumnNr());
        return new JsonReading.Malformed(line, column, problem(malformed));
    }

    /// As [#of(JacksonException)], for a parser of bytes, whose columns count bytes.
    static JsonReading.Malformed of(JacksonException malformed, byte[] json) {
        var found = of(malformed);
        int lineStart = 0;
        for (int at = 0, line = 1; at < json.length && line < found.line(); at++) {
            if (json[at] == '\n' || (json[at] == '\r' && (at + 1 == json.length || json[at + 1] != '\n'))) {
                line++;
                lineStart = at + 1;
            }
        }
        int bytes = Math.clamp(found.column() - 1L, 0, json.length - lineStart);
        int column = new String(json, lineStart, bytes, StandardCharsets.UTF_8).length() + 1;
        return new JsonReading.Malformed(found.line(), column, found.problem());
    }

    private static String problem(JacksonException malformed) {
        var message = malformed.getOriginalMessage();
        return message == null
                ? "malformed"
                : Text.cut(MARKER.matcher(message).replaceAll("").replaceAll("\\s+", " "), MAX_TEXT);
    }
}
