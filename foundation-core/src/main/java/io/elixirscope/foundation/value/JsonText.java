package io.elixirscope.foundation.value;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// JSON text of values. Thread-safe; no I/O.
///
/// *Writing*: an instant is ISO-8601 text, bytes are base64 text, NaN and the infinities are text, every other
/// number is a JSON number, fields come in the map's order.
///
/// *Reading numbers*: without fraction and exponent and within 64 bits → [Value.LongValue]; otherwise
/// [Value.DoubleValue] where the double's own shortest form is the very text that was read (`1.5`, `1.0E10`),
/// else [Value.DecimalValue] (`1.50`, `0.1000`, `12345678901234567890`). So the text of every number without an
/// exponent comes back as it was read; one with an exponent keeps its value and precision but is written in
/// Java's form (`1e10` → `1E+10`); `-0` becomes `-0.0`. JSON has one kind of number, so a decimal that looks
/// like a long or double is read as one.
///
/// *Refused*: two fields of one name, anything after the value, numbers of more than 993 significant digits,
/// comments, single quotes and other dialects.
public final class JsonText {
    private static final int MAX_NUMBER_LENGTH = 1_100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Value.MAX_DEPTH + 1)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonText() {}

    /// {@return the JSON text of a value, without blanks or line ends}
    ///
    /// @param value what to write
    public static String write(Value value) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, generator);
        }
        return text.toString();
    }

    /// Writes a value where the generator stands.
    ///
    /// @param value what to write
    /// @param generator takes the JSON tokens; its exceptions pass through
    public static void write(Value value, JsonGenerator generator) {
        switch (value) {
            case Value.NullValue _ -> generator.writeNull();
            case Value.BooleanValue(var truth) -> generator.writeBoolean(truth);
            case Value.LongValue(var number) -> generator.writeNumber(number);
            case Value.DecimalValue(var number) -> generator.writeNumber(number.toString());
            case Value.DoubleValue(var number) -> writeDouble(number, generator);
            case Value.TextValue(var text) -> generator.writeString(text);
            case Value.BytesValue bytes ->
                generator.writeString(Base64.getEncoder().encodeToString(bytes.value()));
            case Value.InstantValue(var instant) -> generator.writeString(instant.toString());
            case Value.ListValue(var items) -> {
                generator.writeStartArray();
                items.forEach(item -> write(item, generator));
                generator.writeEndArray();
            }
            case Value.MapValue(var fields) -> {
                generator.writeStartObject();
                fields.forEach((name, field) -> {
                    generator.writeName(name);
                    write(field, generator);
                });
                generator.writeEndObject();
            }
        }
    }

    private static void writeDouble(double number, JsonGenerator generator) {
        if (Double.isFinite(number)) {
            generator.writeNumber(Double.toString(number));
        } else {
            generator.writeString(Double.toString(number));
        }
    }

    /// Reads one JSON value; `maxBytes` of the limits counts the text in UTF-8.
    ///
    /// @param text the JSON text
    /// @param limits bounds; beyond them the text is malformed
    /// @return the value or where the text is wrong; never throws
    public static JsonReading read(String text, ValueLimits limits) {
        boolean fits = text.length() <= limits.maxBytes() / 3
                || (text.length() <= limits.maxBytes()
                        && text.getBytes(StandardCharsets.UTF_8).length <= limits.maxBytes());
        if (!fits) {
            return tooLong(limits);
        }
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return parse(parser, limits);
        } catch (JacksonException malformed) {
            return JsonProblem.of(malformed);
        }
    }

    /// Reads one JSON value in UTF-8.
    ///
    /// @param json the JSON text
    /// @param limits bounds; beyond them the text is malformed
    /// @return the value or where the text is wrong; never throws
    public static JsonReading read(byte[] json, ValueLimits limits) {
        if (json.length > limits.maxBytes()) {
            return tooLong(limits);
        }
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            return parse(parser, limits);
        } catch (JacksonException malformed) {
            return JsonProblem.of(malformed, json);
        }
    }

    private static JsonReading tooLong(ValueLimits limits) {
        return new JsonReading.Malformed(1, 1, "longer than " + limits.maxBytes() + " bytes");
    }

    private static JsonReading parse(JsonParser parser, ValueLimits limits) {
        if (parser.nextToken() == null) {
            return new JsonReading.Malformed(1, 1, "empty: a JSON value is expected");
        }
        var value = readValue(parser, limits);
        if (parser.nextToken() != null) {
            throw JsonProblem.at(parser, "more text after the end of the JSON value");
        }
        return new JsonReading.Parsed(value);
    }

    /// Reads the value whose first token the parser stands on, and leaves it on the value's last token.
    /// `maxBytes` of the limits is not looked at: the length is the business of who made the parser.
    ///
    /// @param parser stands on the first token of a value
    /// @param limits bounds in levels and values
    /// @return the value
    /// @throws JacksonException where the text is malformed or goes beyond the limits
    public static Value readValue(JsonParser parser, ValueLimits limits) {
        return new JsonTreeReader(parser, limits).value(1);
    }
}
