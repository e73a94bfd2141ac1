package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.Suggestion;
import io.elixirscope.foundation.value.Value;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The types a setting may have. Pure.
final class SettingTypes {
    static final String SUPPORTED =
            "boolean, int, long, double, String, enums, Duration, Instant, Path, URI, List and Optional of these, records";

    private SettingTypes() {}

    /// The type, or empty when settings of it are not supported.
    static Optional<SettingType> of(Type type, Unit.@Nullable Measure unit) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return of(list.getActualTypeArguments()[0], unit).map(SettingTypes::list);
        }
        return type instanceof Class<?> plain ? Optional.ofNullable(scalar(plain, unit)) : Optional.empty();
    }

    private static @Nullable SettingType scalar(Class<?> type, Unit.@Nullable Measure unit) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return NumberTypes.whole(type == int.class || type == Integer.class, unit);
        }
        if (type == double.class || type == Double.class) {
            return NumberTypes.decimal();
        }
        if (type == Duration.class) {
            return NumberTypes.duration(unit);
        }
        if (type.isEnum()) {
            return enumeration(type);
        }
        return type == boolean.class || type == Boolean.class ? bool() : textual(type);
    }

    private static @Nullable SettingType textual(Class<?> type) {
        if (type == String.class) {
            return text(type, "a text", text -> text);
        }
        if (type == Path.class) {
            return text(type, "a file path", SettingTypes::path);
        }
        if (type == URI.class) {
            return text(type, "a URI", SettingTypes::uri);
        }
        if (type == Instant.class) {
            return instant();
        }
        return null;
    }

    private static SettingType text(Class<?> type, String says, Function<String, @Nullable Object> parse) {
        return new SettingType(
                type,
                says,
                false,
                raw -> raw instanceof Value.TextValue(var text) ? read(parse.apply(text), says) : refuse(says),
                value -> Value.of(value.toString()));
    }

    private static Conversion read(@Nullable Object value, String says) {
        return value == null ? refuse(says) : new Conversion.Converted(value);
    }

    private static Conversion refuse(String says) {
        return Conversion.refused("is not " + says);
    }

    private static @Nullable Object path(String text) {
        try {
            return text.isEmpty() ? null : Path.of(text);
        } catch (InvalidPathException _) {
            return null;
        }
    }

    private static @Nullable Object uri(String text) {
        try {
            return text.isEmpty() ? null : new URI(text);
        } catch (URISyntaxException _) {
            return null;
        }
    }

    private static SettingType instant() {
        var says = "a point in time such as 2026-01-31T12:00:00Z";
        return new SettingType(
                Instant.class,
                says,
                false,
                raw -> switch (raw) {
                    case Value.InstantValue(var at) -> new Conversion.Converted(at);
                    case Value.TextValue(var text) -> read(parseInstant(text), says);
                    default -> refuse(says);
                },
                value -> Value.of((Instant) value));
    }

    private static @Nullable Instant parseInstant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static SettingType bool() {
        return new SettingType(
                Boolean.class,
                "true or false",
                false,
                raw -> switch (raw) {
                    case Value.BooleanValue(var value) -> new Conversion.Converted(value);
                    case Value.TextValue(var text) when text.equalsIgnoreCase("true") -> new Conversion.Converted(true);
                    case Value.TextValue(var text)
                    when text.equalsIgnoreCase("false") -> new Conversion.Converted(false);
                    default -> refuse("true or false");
                },
                value -> Value.of((Boolean) value));
    }

    private static SettingType enumeration(Class<?> type) {
        var constants = Arrays.asList(type.getEnumConstants());
        var labels = constants.stream().map(SettingTypes::label).toList();
        var says = "one of " + String.join(", ", labels);
        return new SettingType(
                type,
                says,
                false,
                raw -> raw instanceof Value.TextValue(var text)
                        ? constant(constants, labels, text, says)
                        : refuse(says),
                value -> Value.of(label(value)));
    }

    private static String label(Object constant) {
        return ConfigPath.kebab(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
    }

    private static Conversion constant(List<?> constants, List<String> labels, String text, String says) {
        int at = labels.indexOf(ConfigPath.kebab(text.toLowerCase(Locale.ROOT)));
        return at >= 0
                ? new Conversion.Converted(constants.get(at))
                : Conversion.refused("is not " + says + Suggestion.hint(text, labels));
    }

    private static SettingType list(SettingType element) {
        var says = "a list, each " + element.says();
        return new SettingType(
                List.class,
                says,
                false,
                raw -> switch (raw) {
                    case Value.ListValue(var items) -> items(element, items);
                    case Value.TextValue(var text) -> items(element, split(text));
                    default -> refuse(says);
                },
                value -> Value.list(
                        ((List<?>) value).stream().map(element::write).collect(Collectors.toList())));
    }

    /// Items of a text are separated by commas; blanks round an item do not count, and the empty text is the
    /// empty list.
    private static List<Value> split(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(item -> Value.of(item.strip()))
                        .toList();
    }

    private static Conversion items(SettingType element, List<Value> raw) {
        var items = new ArrayList<Object>(raw.size());
        for (int i = 0; i < raw.size(); i++) {
            switch (element.read(raw.get(i))) {
                case Conversion.Converted(var item) -> items.add(item);
                case Conversion.Refused(var type, var rule) -> {
                    return new Conversion.Refused(type, "has an item " + (i + 1) + " that " + rule);
                }
            }
        }
        return new Conversion.Converted(List.copyOf(items));
    }
}
