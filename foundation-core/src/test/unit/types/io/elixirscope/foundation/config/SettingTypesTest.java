package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.value.Value;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingTypesTest {
    record Kinds(List<Integer> numbers) {}

    private static SettingTypes types() {
        return new SettingTypes(Converters.NONE, record -> {
            throw new AssertionError(record);
        });
    }

    private static Conversion read(Type type, Unit.Measure unit, Object raw) {
        return types().of(type, unit).orElseThrow().read(RawValue.of(raw).orElseThrow());
    }

    static Stream<Arguments> readable() {
        return Stream.of(
                argumentSet("flag", boolean.class, null, "TRUE", true),
                argumentSet("int text", int.class, null, " 42 ", 42),
                argumentSet("int number", int.class, null, 42L, 42),
                argumentSet("int decimal", int.class, null, new BigDecimal("1E2"), 100),
                argumentSet("long", long.class, null, "-9223372036854775808", Long.MIN_VALUE),
                argumentSet("double", double.class, null, "2.5e3", 2500.0),
                argumentSet("text", String.class, null, " kept ", " kept "),
                argumentSet("enum", AppConfig.Overflow.class, null, "Drop_Oldest", AppConfig.Overflow.DROP_OLDEST),
                argumentSet(
                        "enum constant",
                        AppConfig.Overflow.class,
                        null,
                        AppConfig.Overflow.BLOCK,
                        AppConfig.Overflow.BLOCK),
                argumentSet("duration", Duration.class, null, "1m30s", Duration.ofSeconds(90)),
                argumentSet("bare seconds", Duration.class, Unit.Measure.SECONDS, "90", Duration.ofSeconds(90)),
                argumentSet("unit over unit", Duration.class, Unit.Measure.SECONDS, "90ms", Duration.ofMillis(90)),
                argumentSet("bare zero", Duration.class, null, "0", Duration.ZERO),
                argumentSet("size", long.class, Unit.Measure.BYTES, "16MiB", 16L << 20),
                argumentSet("bare size", long.class, Unit.Measure.KIBIBYTES, "3", 3072L),
                argumentSet(
                        "instant", Instant.class, null, "2026-01-31T12:00:00Z", Instant.parse("2026-01-31T12:00:00Z")),
                argumentSet("path", Path.class, null, "/tmp/x", Path.of("/tmp/x")),
                argumentSet("uri", URI.class, null, "urn:x:y", URI.create("urn:x:y")));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsAndWritesCanonically(Type type, Unit.Measure unit, Object raw, Object expected) {
        var setting = types().of(type, unit).orElseThrow();

        assertThat(read(type, unit, raw)).isEqualTo(new Conversion.Converted(expected));
        assertThat(setting.read(setting.write(expected))).isEqualTo(new Conversion.Converted(expected));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                argumentSet("flag", boolean.class, "yes", "is not true or false"),
                argumentSet("int", int.class, "4x", "is not a whole number"),
                argumentSet("fraction", int.class, 2.5, "is not a whole number"),
                argumentSet("size without unit", long.class, "16MiB", "is not a whole number"),
                argumentSet("not finite", double.class, "NaN", "is not a finite number"),
                argumentSet("number as text", String.class, 5, "is not a text"),
                argumentSet("enum", AppConfig.Overflow.class, "blok", "did you mean block?"),
                argumentSet("duration", Duration.class, "soon", "is not a duration"),
                argumentSet("bare number", Duration.class, "10000", "10000: write 10000ms or 10s"),
                argumentSet("uri", URI.class, "a b", "is not a URI"),
                argumentSet("instant", Instant.class, "today", "is not a point in time"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesOtherValues(Type type, Object raw, String rule) {
        assertThat(read(type, null, raw))
                .isInstanceOfSatisfying(
                        Conversion.Refused.class,
                        refused -> assertThat(refused.rule()).contains(rule));
    }

    @Test
    void tellsNumbersOutsideTheTypeAsRangeErrors() {
        assertThat(read(int.class, null, "2147483648"))
                .isInstanceOfSatisfying(
                        Conversion.Refused.class,
                        refused -> assertThat(refused.type()).isEqualTo(FoundationErrorType.RANGE_ERROR));
    }

    @Test
    void readsListsFromTextAndFromValues() {
        var type = Kinds.class.getRecordComponents()[0].getGenericType();

        assertThat(read(type, null, "1, 2,3")).isEqualTo(new Conversion.Converted(List.of(1, 2, 3)));
        assertThat(read(type, null, List.of(1, "2"))).isEqualTo(new Conversion.Converted(List.of(1, 2)));
        assertThat(read(type, null, "")).isEqualTo(new Conversion.Converted(List.of()));
        assertThat(read(type, null, "1,x")).isEqualTo(Conversion.refused("has an item 2 that is not a whole number"));
    }

    @Test
    void doesNotSupportOtherTypes() {
        assertThat(types().of(Object.class, null)).isEmpty();
        assertThat(types().of(Thread.class, null)).isEmpty();
        assertThat(RawValue.of(new Object())).isEmpty();
        assertThat(RawValue.of(Value.of(1))).contains(Value.of(1));
    }
}
