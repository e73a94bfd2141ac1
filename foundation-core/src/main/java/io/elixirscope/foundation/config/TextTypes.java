package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.Suggestion;
import io.elixirscope.foundation.value.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Settings that are written as texts. Pure.
final class TextTypes {
    /// The types of the platform whose `toString` is what they are read from, but for [Charset].
    private static final Map<Class<?>, SettingType> PLATFORM = Stream.of(
                    parsed(Path.class, "a file path", JsonForms.text(), TextTypes::path),
                    parsed(URI.class, "a URI", JsonForms.text("uri-reference"), TextTypes::uri),
                    parsed(UUID.class, "a UUID", JsonForms.text("uuid"), TextTypes::uuid),
                    parsed(LocalDate.class, "a date such as 2026-01-31", JsonForms.text("date"), LocalDate::parse),
                    parsed(LocalTime.class, "a time such as 12:30", JsonForms.text(), LocalTime::parse),
                    parsed(
                            LocalDateTime.class,
                            "a date and time such as 2026-01-31T12:30",
                            JsonForms.text(),
                            LocalDateTime::parse),
                    parsed(
                            OffsetDateTime.class,
                            "a date and time such as 2026-01-31T12:30+01:00",
                            JsonForms.text(),
                            OffsetDateTime::parse),
                    parsed(
                            ZonedDateTime.class,
                            "a date and time such as 2026-01-31T12:30+01:00[Europe/Paris]",
                            JsonForms.text(),
                            ZonedDateTime::parse),
                    parsed(ZoneId.class, "a time zone such as Europe/Paris or Z", JsonForms.text(), ZoneId::of),
                    parsed(Period.class, "a period such as P1M or P2W", JsonForms.text(), Period::parse),
                    parsed(Charset.class, "a character set such as UTF-8", JsonForms.text(), Charset::forName),
                    parsed(Pattern.class, "a regular expression", JsonForms.text("regex"), Pattern::compile),
                    locale())
            .collect(Collectors.toUnmodifiableMap(SettingType::javaType, type -> type));

    private TextTypes() {}

    /// The type, or null when the class is none of these.
    static @Nullable SettingType of(Class<?> boxed) {
        if (boxed == String.class) {
            return read(boxed, "a text", JsonForms.text(), Conversion.Converted::new, Object::toString);
        }
        if (boxed == Character.class) {
            return character();
        }
        if (boxed == Boolean.class) {
            return flag();
        }
        if (boxed.isEnum()) {
            return enumeration(boxed);
        }
        return boxed == Instant.class ? instant() : PLATFORM.get(boxed);
    }

    /// The canonical form of an object of one of the platform's types; empty for any other.
    static Optional<Value> written(Object given) {
        return PLATFORM.values().stream()
                .filter(type -> type.javaType().isInstance(given))
                .findFirst()
                .map(type -> type.write(given));
    }

    private static SettingType read(
            Class<?> type,
            String says,
            Map<String, Value> form,
            Function<String, Conversion> reads,
            Function<Object, String> writes) {
        return new SettingType(
                type,
                says,
                form,
                raw -> raw instanceof Value.TextValue(var text)
                        ? reads.apply(text)
                        : Conversion.refused("is not " + says),
                value -> Value.of(writes.apply(value)));
    }

    private static SettingType parsed(
            Class<?> type, String says, Map<String, Value> form, Function<String, Object> parse) {
        return read(type, says, form, text -> tried(text.strip(), says, parse), Object::toString);
    }

    /// The platform's parsers have no exception in common.
    private static Conversion tried(String text, String says, Function<String, Object> parse) {
        try {
            return text.isEmpty() ? Conversion.refused("is not " + says) : new Conversion.Converted(parse.apply(text));
        } catch (RuntimeException _) {
            return Conversion.refused("is not " + says);
        }
    }

    private static Object path(String text) {
        return Path.of(text);
    }

    private static Object uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// The platform reads `1-1-1-1-1` too.
    private static Object uuid(String text) {
        var uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not in the form that UUIDs are written in");
        }
        return uuid;
    }

    private static SettingType locale() {
        var says = "a language tag such as en or de-CH";
        return read(
                Locale.class,
                says,
                JsonForms.text(),
                text -> tried(
                        text.strip(),
                        says,
                        tag -> new Locale.Builder().setLanguageTag(tag).build()),
                value -> ((Locale) value).toLanguageTag());
    }

    private static SettingType character() {
        var says = "one character";
        return read(
                Character.class,
                says,
                JsonForms.pattern("^[\\s\\S]$"),
                text -> text.length() == 1
                        ? new Conversion.Converted(text.charAt(0))
                        : Conversion.refused("is not " + says),
                Object::toString);
    }

    private static SettingType instant() {
        var parsed = parsed(
                Instant.class,
                "a point in time such as 2026-01-31T12:00:00Z",
                JsonForms.text("date-time"),
                Instant::parse);
        return new SettingType(
                Instant.class,
                parsed.says(),
                parsed.form(),
                raw -> raw instanceof Value.InstantValue(var at) ? new Conversion.Converted(at) : parsed.read(raw),
                value -> Value.of((Instant) value));
    }

    private static SettingType flag() {
        return new SettingType(
                Boolean.class,
                "true or false",
                JsonForms.flag(),
                raw -> switch (raw) {
                    case Value.BooleanValue(var value) -> new Conversion.Converted(value);
                    case Value.TextValue(var text) when text.equalsIgnoreCase("true") -> new Conversion.Converted(true);
                    case Value.TextValue(var text)
                    when text.equalsIgnoreCase("false") -> new Conversion.Converted(false);
                    default -> Conversion.refused("is not true or false");
                },
                value -> Value.of((Boolean) value));
    }

    private static SettingType enumeration(Class<?> type) {
        var constants = Arrays.asList(type.getEnumConstants());
        var labels = constants.stream().map(TextTypes::label).toList();
        var says = "one of " + String.join(", ", labels);
        return read(
                type, says, JsonForms.oneOf(labels), text -> constant(constants, labels, text, says), TextTypes::label);
    }

    private static String label(Object constant) {
        return ConfigPath.kebab(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
    }

    private static Conversion constant(List<?> constants, List<String> labels, String text, String says) {
        int at = labels.indexOf(ConfigPath.kebab(text.strip().toLowerCase(Locale.ROOT)));
        return at >= 0
                ? new Conversion.Converted(constants.get(at))
                : Conversion.refused("is not " + says + Suggestion.hint(text, labels));
    }
}
