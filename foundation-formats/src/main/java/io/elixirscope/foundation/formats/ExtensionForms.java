package io.elixirscope.foundation.formats;

import static io.elixirscope.foundation.error.FoundationErrorType.VALIDATION_FAILED;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/// Extension attributes of one event, between JSON and an event's attributes, which are text.
///
/// Numbers and booleans become their text; their names stand, sorted and separated by spaces, in one more attribute,
/// [#LITERALS], which is not written, so that they are written as they were read.
final class ExtensionForms {

    /// The attribute that names those whose JSON form is not text.
    static final String LITERALS = "jsonliterals";

    /// The attribute that holds a content type other than the usual one.
    static final String CONTENT_TYPE = "datacontenttype";

    private static final int MAX_NAME = 20;
    private static final Pattern LITERAL = Pattern.compile("true|false|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private final Map<String, String> attributes = new TreeMap<>();
    private final Set<String> literals = new TreeSet<>();

    void read(String name, JsonParser parser) {
        if (name.equals(LITERALS)) {
            throw rejection(parser, "the name \"" + name + "\" is reserved");
        }
        switch (parser.currentToken()) {
            case VALUE_STRING -> attributes.put(name, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
                attributes.put(name, parser.getString());
                literals.add(name);
            }
            case VALUE_NULL -> attributes.remove(name);
            default -> throw rejection(parser, "the extension " + name + " must be text, a number or a boolean");
        }
    }

    /// The event's attributes, with the content type where one is to be kept.
    Map<String, String> attributes(@Nullable String contentType) {
        if (contentType != null) {
            attributes.put(CONTENT_TYPE, contentType);
        }
        if (!literals.isEmpty()) {
            attributes.put(LITERALS, String.join(" ", literals));
        }
        return attributes;
    }

    /// Writes all attributes but the content type, in the order of their names.
    static void write(Map<String, String> attributes, JsonGenerator json) {
        var literals = Set.of(attributes.getOrDefault(LITERALS, "").split(" "));
        new TreeMap<>(attributes).forEach((name, text) -> {
            if (name.equals(LITERALS) || name.equals(CONTENT_TYPE)) {
                return;
            }
            json.writeName(name);
            if (literals.contains(name) && LITERAL.matcher(text).matches()) {
                json.writeRawValue(text);
            } else {
                json.writeString(text);
            }
        });
    }

    /// The rule for the names of CloudEvents attributes.
    static boolean isName(String name) {
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= MAX_NAME;
    }

    private static LineRejection rejection(JsonParser parser, String message) {
        return new LineRejection(VALIDATION_FAILED, message, EventLineReader.column(parser));
    }
}
