package io.elixirscope.foundation.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads one tree from a parser, within limits; the recursion is as deep as they allow. Used once.
final class JsonTreeReader {
    private static final int LONG_DIGITS = 18;
    private final JsonParser parser;
    private final ValueLimits limits;
    private int items;

    JsonTreeReader(JsonParser parser, ValueLimits limits) {
        this.parser = parser;
        this.limits = limits;
    }

    Value value(int depth) {
        if (depth > limits.maxDepth()) {
            throw JsonProblem.at(parser, "deeper than " + limits.maxDepth() + " levels");
        }
        if (++items > limits.maxItems()) {
            throw JsonProblem.at(parser, "more than " + limits.maxItems() + " values");
        }
        return switch (parser.currentToken()) {
            case VALUE_NULL -> Value.ofNull();
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            case VALUE_STRING -> Value.of(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            case START_ARRAY -> list(depth);
            case START_OBJECT -> map(depth);
            case null, default -> throw JsonProblem.at(parser, "a JSON value is expected");
        };
    }

    private Value list(int depth) {
        List<Value> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(depth + 1));
        }
        return new Value.ListValue(elements);
    }

    private Value map(int depth) {
        Map<String, Value> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = Text.wellFormed(parser.currentName());
            if (fields.containsKey(name)) {
                throw JsonProblem.at(parser, "field \"" + name + "\" twice in one object");
            }
            parser.nextToken();
            fields.put(name, value(depth + 1));
        }
        return new Value.MapValue(fields);
    }

    private Value number(String text) {
        if (text.equals("-0")) {
            return Value.of(-0.0);
        }
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return whole(text);
        }
        double binary = Double.parseDouble(text);
        if (Double.isFinite(binary) && Double.toString(binary).equals(text)) {
            return Value.of(binary);
        }
        return decimal(text);
    }

    private Value whole(String text) {
        if (text.length() <= LONG_DIGITS) {
            return Value.of(Long.parseLong(text));
        }
        var value = decimal(text);
        return value instanceof Value.DecimalValue(var number)
                        && number.unscaledValue().bitLength() < Long.SIZE
                ? Value.of(number.longValue())
                : value;
    }

    private Value decimal(String text) {
        try {
            return Value.of(new BigDecimal(text));
        } catch (IllegalArgumentException unrepresentable) {
            throw JsonProblem.at(parser, "number beyond the range of decimals");
        }
    }
}
