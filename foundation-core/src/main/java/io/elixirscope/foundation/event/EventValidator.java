package io.elixirscope.foundation.event;

import io.elixirscope.foundation.value.ValueCodec;
import io.elixirscope.foundation.value.ValueReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of an event's fields. Every broken rule is reported, each with the value that breaks
/// it.
final class EventValidator {
    static final int MAX_ID = 128;
    static final int MAX_TYPE = 256;
    static final int MAX_SOURCE = 2_048;
    static final int MAX_SUBJECT = 4_096;
    static final int MAX_PLACE = 256;
    static final int MAX_ATTRIBUTES = 64;
    static final int MAX_ATTRIBUTE_VALUE = 4_096;

    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Set<String> FIELD_NAMES = Set.of(
            "specversion",
            "id",
            "source",
            "type",
            "subject",
            "time",
            "data",
            "correlationid",
            "causationid",
            "node",
            "origin",
            "configversion",
            "schemaversion",
            "position",
            "recordedat");

    private EventValidator() {}

    /// Every rule that the event breaks; its data is looked at when it came as bytes.
    static List<String> violations(Event event, byte @Nullable [] foreignData) {
        List<String> found = fieldViolations(event);
        if (foreignData != null
                && ValueCodec.decode(foreignData, 0, foreignData.length, EventCodec.DATA_LIMITS)
                        instanceof ValueReading.Corrupt(int offset, String problem)) {
            found.add("data must be an encoded value, but at byte " + offset + ": " + problem);
        }
        return found;
    }

    /// Every rule that the fields other than the data break.
    static List<String> fieldViolations(Event event) {
        List<String> found = new ArrayList<>(0);
        ascii("id", event.id, found);
        source(event.source, found);
        text("type", event.type, 1, MAX_TYPE, found);
        optionalText("subject", event.subject, found);
        time(event.time, found);
        optionalAscii("correlationId", event.correlationId, found);
        optionalAscii("causeId", event.causeId, found);
        text("node", event.node, 0, MAX_PLACE, found);
        text("origin", event.origin, 0, MAX_PLACE, found);
        atLeastZero("configVersion", event.configVersion, found);
        atLeastZero("schemaVersion", event.schemaVersion, found);
        attributes(event.attributes, found);
        return found;
    }

    private static void source(String source, List<String> found) {
        text("source", source, 1, MAX_SOURCE, found);
        if (!source.isEmpty() && !UriReferenceLogic.isReference(source)) {
            found.add("source must be a URI reference, was " + quoted(source));
        }
    }

    private static void time(Instant time, List<String> found) {
        if (time.isBefore(FIRST_TIME) || !time.isBefore(END_OF_TIME)) {
            found.add("time must be in the years 1 to 9999, was " + time);
        }
    }

    private static void attributes(Map<String, String> attributes, List<String> found) {
        if (attributes.size() > MAX_ATTRIBUTES) {
            found.add("attributes must be at most " + MAX_ATTRIBUTES + ", were " + attributes.size());
        }
        attributes.forEach((name, value) -> {
            if (!isAttributeName(name)) {
                found.add("attribute name must be 1 to 20 characters of a-z and 0-9, was " + quoted(name));
            } else if (FIELD_NAMES.contains(name)) {
                found.add("attribute name must not be that of a field, was " + quoted(name));
            }
            text("attribute " + quoted(name), value, 0, MAX_ATTRIBUTE_VALUE, found);
        });
    }

    private static boolean isAttributeName(String name) {
        if (name.isEmpty() || name.length() > 20) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static void optionalAscii(String field, @Nullable String value, List<String> found) {
        if (value != null) {
            ascii(field, value, found);
        }
    }

    private static void ascii(String field, String value, List<String> found) {
        boolean printable = !value.isEmpty() && value.length() <= MAX_ID;
        for (int i = 0; printable && i < value.length(); i++) {
            printable = value.charAt(i) >= ' ' && value.charAt(i) <= '~';
        }
        if (!printable) {
            found.add(field + " must be 1 to " + MAX_ID + " printable ASCII characters, was " + quoted(value));
        }
    }

    private static void optionalText(String field, @Nullable String value, List<String> found) {
        if (value != null) {
            text(field, value, 1, MAX_SUBJECT, found);
        }
    }

    private static void text(String field, String value, int min, int max, List<String> found) {
        if (value.length() < min || value.length() > max) {
            found.add(field + " must be " + min + " to " + max + " characters, was " + value.length());
        }
        if (!TextLogic.isUnicode(value)) {
            found.add(field + " must not contain half of a surrogate pair, was " + quoted(value));
        }
    }

    private static void atLeastZero(String field, long value, List<String> found) {
        if (value < 0) {
            found.add(field + " must be >= 0, was " + value);
        }
    }

    private static String quoted(String value) {
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < Math.min(value.length(), 80); i++) {
            char c = value.charAt(i);
            shown.append(c < ' ' || Character.isSurrogate(c) ? '\uFFFD' : c);
        }
        return shown.append(value.length() > 80 ? "…\"" : "\"").toString();
    }
}
