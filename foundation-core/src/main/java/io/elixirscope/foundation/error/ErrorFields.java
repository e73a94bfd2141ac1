package io.elixirscope.foundation.error;

import io.elixirscope.foundation.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Fields of foreign data, each asked for as what it should be.
///
/// @param path where they stand, for people
record ErrorFields(Map<String, Value> fields, String path) {

    /// A field is missing or of another kind. Captures no stack; never leaves the reader.
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    static ErrorFields of(Value value, String path) {
        if (value instanceof Value.MapValue(var fields)) {
            return new ErrorFields(fields, path);
        }
        throw new Unreadable(path + " must be a map");
    }

    Unreadable unreadable(String name) {
        return new Unreadable("the field " + path + "." + name + " is missing or is not what an error has there");
    }

    String text(String name) {
        if (field(name) instanceof Value.TextValue(var text)) {
            return text;
        }
        throw unreadable(name);
    }

    long number(String name) {
        if (field(name) instanceof Value.LongValue(var number)) {
            return number;
        }
        throw unreadable(name);
    }

    int from1(String name) {
        long number = number(name);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw unreadable(name);
        }
        return (int) number;
    }

    /// Zero where it is absent.
    int count(String name) {
        long count = field(name) == null ? 0 : number(name);
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw unreadable(name);
        }
        return (int) count;
    }

    /// Sixteen hexadecimal digits.
    long hex(String name) {
        try {
            return Long.parseUnsignedLong(text(name), 16);
        } catch (NumberFormatException _) {
            throw unreadable(name);
        }
    }

    /// Empty where it is absent.
    Map<String, Value> map(String name) {
        return inner(name).map(ErrorFields::fields).orElse(Map.of());
    }

    Optional<ErrorFields> inner(String name) {
        return Optional.ofNullable(field(name)).map(value -> of(value, path + "." + name));
    }

    /// Maps in order; empty where it is absent.
    List<ErrorFields> list(String name) {
        return values(name).stream()
                .map(value -> of(value, path + "." + name + "[]"))
                .toList();
    }

    /// Texts in order; empty where it is absent.
    List<String> texts(String name) {
        return values(name).stream()
                .map(value -> {
                    if (value instanceof Value.TextValue(var text)) {
                        return text;
                    }
                    throw unreadable(name);
                })
                .toList();
    }

    private List<Value> values(String name) {
        return switch (field(name)) {
            case null -> List.of();
            case Value.ListValue(var items) -> items;
            default -> throw unreadable(name);
        };
    }

    private @Nullable Value field(String name) {
        return fields.get(name);
    }
}
