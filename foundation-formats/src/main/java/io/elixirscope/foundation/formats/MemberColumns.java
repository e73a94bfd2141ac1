package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.error.FoundationError;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Finds the column of the member that breaks a rule of events, by reading the well-formed line once more.
final class MemberColumns {

    private MemberColumns() {}

    /// The column of the first member that the error's text names, or 1.
    static int ofViolation(String line, FoundationError error) {
        var words = ' ' + error.message();
        try (JsonParser parser = EventLineReader.parser(line)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                parser.nextToken();
                if (names(words, name)) {
                    return EventLineReader.column(parser);
                }
                parser.skipChildren();
            }
        }
        return 1;
    }

    private static boolean names(String words, String member) {
        var name = switch (member) {
            case "correlationid" -> "correlationId";
            case "causationid" -> "causeId";
            case "configversion" -> "configVersion";
            case "schemaversion" -> "schemaVersion";
            case "data_base64" -> "data";
            default -> member;
        };
        return words.contains(' ' + name + " must ") || words.contains(" attribute \"" + name + "\" must ");
    }
}
