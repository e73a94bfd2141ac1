package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The binary form of an event, version 1, and version 2 for data that is kept deflated.
/*
 * varint = 7 bits a byte, lowest first, high bit = more follows; zigzag = varint of (n << 1) ^ (n >> 63);
 * text = varint length in bytes, then UTF-8.
 *
 *  byte  0         1
 *       +---------+-------+------+--------+------+----------------+--------------+
 *       | version | flags | id   | source | type | epoch second   | nano         |
 *       | 1 or 2  | u8    | text | text   | text | zigzag         | varint       |
 *       +---------+-------+------+--------+------+----------------+--------------+
 *       | [subject] | [correlation id] | [cause id] | node | origin               |
 *       | text      | text             | text       | text | text                 |
 *       +-----------+------------------+------------+------+----------------------+
 *       | configuration version | schema version | n      | n x attribute         |
 *       | varint                | varint         | varint | name text, value text |
 *       +-----------------------+----------------+--------+-----------------------+
 *       | [full length] | data: varint length, then the bytes of ValueCodec       |
 *       | varint        | or, with flag 8, those bytes as raw DEFLATE (RFC 1951)  |
 *       +-------------------------------------------------------------------------+
 *
 * flags: 1 subject, 2 correlation id, 4 cause id are there, 8 (version 2 only) data is deflated; other bits 0. Attributes in ascending order of names.
 * Nothing follows the data. A reader meets no length that it does not compare with the bytes that are left.
 */
final class EventCodec {
    static final SortedMap<String, String> NO_ATTRIBUTES = Collections.emptySortedMap();
    static final ValueLimits DATA_LIMITS =
            new ValueLimits(Value.MAX_DEPTH, EventStore.MAX_EVENT_BYTES, 2 * EventStore.MAX_BATCH_BYTES);

    private static final int PLAIN_VERSION = 1;
    private static final int DEFLATED_VERSION = 2;
    private static final int SUBJECT = 1;
    private static final int CORRELATION = 2;
    private static final int CAUSE = 4;
    private static final int DEFLATED = 8;
    private static final int PLAIN_FLAGS = SUBJECT | CORRELATION | CAUSE;

    private EventCodec() {}

    static byte[] encode(Event event) {
        FieldWriter out = new FieldWriter(size(event));
        out.octet(event.payload.deflated() ? DEFLATED_VERSION : PLAIN_VERSION);
        out.octet(flags(event));
        out.text(event.id);
        out.text(event.source);
        out.text(event.type);
        out.varint(zigzag(event.time.getEpochSecond()));
        out.varint(event.time.getNano());
        out.optionalText(event.subject);
        out.optionalText(event.correlationId);
        out.optionalText(event.causeId);
        out.text(event.node);
        out.text(event.origin);
        out.varint(event.configVersion);
        out.varint(event.schemaVersion);
        out.varint(event.attributes.size());
        for (Map.Entry<String, String> attribute : event.attributes.entrySet()) {
            out.text(attribute.getKey());
            out.text(attribute.getValue());
        }
        if (event.payload.deflated()) {
            out.varint(event.payload.fullLength());
        }
        out.bytes(event.payload.kept());
        return out.filled();
    }

    static int size(Event event) {
        Payload payload = event.payload;
        int length = payload.kept().length;
        int size = fieldsSize(event) + varintSize(length) + length;
        return payload.deflated() ? size + varintSize(payload.fullLength()) : size;
    }

    /// The size with the data as it is before it is deflated.
    static int fullSize(Event event) {
        int length = event.payload.fullLength();
        return fieldsSize(event) + varintSize(length) + length;
    }

    private static int fieldsSize(Event event) {
        int size = 2
                + textSize(event.id)
                + textSize(event.source)
                + textSize(event.type)
                + varintSize(zigzag(event.time.getEpochSecond()))
                + varintSize(event.time.getNano())
                + optionalTextSize(event.subject)
                + optionalTextSize(event.correlationId)
                + optionalTextSize(event.causeId)
                + textSize(event.node)
                + textSize(event.origin)
                + varintSize(event.configVersion)
                + varintSize(event.schemaVersion)
                + varintSize(event.attributes.size());
        for (Map.Entry<String, String> attribute : event.attributes.entrySet()) {
            size += textSize(attribute.getKey()) + textSize(attribute.getValue());
        }
        return size;
    }

    static Result<Event> decode(byte[] bytes, int offset, int length) {
        FieldReader in = new FieldReader(bytes, offset, length);
        int version = in.octet();
        if (version != PLAIN_VERSION && version != DEFLATED_VERSION) {
            return Result.err(EventErrors.undecodable(0, "unknown version " + version));
        }
        int flags = in.octet();
        if ((flags & ~(version == PLAIN_VERSION ? PLAIN_FLAGS : PLAIN_FLAGS | DEFLATED)) != 0) {
            return Result.err(EventErrors.undecodable(1, "unknown flags " + flags));
        }
        String id = in.text();
        String source = in.text();
        String type = in.text();
        Event.Builder fields = Event.builder(id, source, type, time(in));
        fields.subject(has(flags, SUBJECT) ? in.text() : null);
        fields.correlationId(has(flags, CORRELATION) ? in.text() : null);
        fields.causeId(has(flags, CAUSE) ? in.text() : null);
        fields.node(in.text()).origin(in.text());
        fields.configVersion(in.varint()).schemaVersion(in.count(Integer.MAX_VALUE));
        attributes(in, fields);
        fields.payload(payload(in, has(flags, DEFLATED)));
        in.end();
        if (in.problem() != null) {
            return Result.err(EventErrors.undecodable(in.position(), in.problem()));
        }
        Event event = fields.unchecked();
        var violations = EventValidator.fieldViolations(event);
        return violations.isEmpty()
                ? Result.ok(event)
                : Result.err(EventErrors.undecodable(0, String.join("; ", violations)));
    }

    private static Payload payload(FieldReader in, boolean deflated) {
        if (!deflated) {
            return Payload.plain(in.bytes());
        }
        int fullLength = in.count(DATA_LIMITS.maxBytes());
        byte[] kept = in.bytes();
        if (!Payload.isPossible(kept.length, fullLength)) {
            in.fail("data of " + kept.length + " bytes cannot have been " + fullLength);
        }
        return Payload.deflated(kept, fullLength);
    }

    private static void attributes(FieldReader in, Event.Builder fields) {
        int count = in.count(EventValidator.MAX_ATTRIBUTES);
        String last = "";
        for (int i = 0; i < count && in.problem() == null; i++) {
            String name = in.text();
            if (name.compareTo(last) <= 0) {
                in.fail("attributes are not in ascending order");
            }
            fields.attribute(name, in.text());
            last = name;
        }
    }

    private static Instant time(FieldReader in) {
        long number = in.varint();
        int nano = in.count(999_999_999);
        try {
            return Instant.ofEpochSecond((number >>> 1) ^ -(number & 1), nano);
        } catch (DateTimeException outside) {
            in.fail("time: " + outside.getMessage());
            return Instant.EPOCH;
        }
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    private static int flags(Event event) {
        return (event.subject == null ? 0 : SUBJECT)
                | (event.correlationId == null ? 0 : CORRELATION)
                | (event.causeId == null ? 0 : CAUSE)
                | (event.payload.deflated() ? DEFLATED : 0);
    }

    private static long zigzag(long number) {
        return (number << 1) ^ (number >> 63);
    }

    private static int optionalTextSize(@Nullable String text) {
        return text == null ? 0 : textSize(text);
    }

    private static int textSize(String text) {
        int bytes = TextLogic.utf8Length(text);
        return varintSize(bytes) + bytes;
    }

    private static int varintSize(long number) {
        return (70 - Long.numberOfLeadingZeros(number | 1)) / 7;
    }
}
