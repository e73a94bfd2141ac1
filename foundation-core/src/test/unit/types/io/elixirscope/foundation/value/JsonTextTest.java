package io.elixirscope.foundation.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.support.Gen;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonTextTest {

    private static Value parsed(String json) {
        return switch (JsonText.read(json, ValueLimits.DEFAULT)) {
            case JsonReading.Parsed(var value) -> value;
            case JsonReading.Malformed malformed -> throw new AssertionError(malformed);
        };
    }

    private static JsonReading.Malformed malformed(String json) {
        return (JsonReading.Malformed) JsonText.read(json, ValueLimits.DEFAULT);
    }

    @Nested
    class Numbers {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0",
                    "1",
                    "-1",
                    "1.5",
                    "-0.0",
                    "1.50",
                    "0.1000",
                    "0.1",
                    "123456789012345678",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "9223372036854775808",
                    "12345678901234567890",
                    "3.141592653589793",
                    "3.14159265358979323846264338",
                    "1.0E10",
                    "100.00",
                    "0.000001"
                })
        void survivesReadingAndWriting(String text) {
            assertThat(JsonText.write(parsed(text))).isEqualTo(text);
        }

        @ParameterizedTest
        @CsvSource({"1e10,1E+10", "1.5e3,1.5E+3", "2E-20,2E-20", "-0,-0.0", "0.00000001,1E-8"})
        void keepsTheValueWhereItChangesTheSpelling(String text, String written) {
            assertThat(JsonText.write(parsed(text))).isEqualTo(written);
            assertThat(new BigDecimal(written)).isEqualByComparingTo(text);
            assertThat(JsonText.write(parsed(written))).isEqualTo(written);
        }

        @Test
        void choosesTheNarrowestKindThatKeepsTheText() {
            assertThat(parsed("7")).isEqualTo(Value.of(7));
            assertThat(parsed("9223372036854775808")).isEqualTo(Value.of(new BigDecimal("9223372036854775808")));
            assertThat(parsed("1.5")).isEqualTo(Value.of(1.5));
            assertThat(parsed("1.50")).isEqualTo(Value.of(new BigDecimal("1.50")));
        }

        @Test
        void writesWhatJsonHasNoNumberForAsText() {
            assertThat(JsonText.write(Value.of(Double.NaN))).isEqualTo("\"NaN\"");
            assertThat(JsonText.write(Value.of(Double.NEGATIVE_INFINITY))).isEqualTo("\"-Infinity\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1e99999999999", "1e20000", "01", "+1", ".5", "NaN", "0x10"})
        void refuses(String text) {
            assertThat(malformed(text).line()).isEqualTo(1);
        }
    }

    @Nested
    class Trees {
        @Test
        void keepsTheOrderOfFields() {
            var json = "{\"z\":[true,false,null],\"a\":{\"é\":\"\\u0000\\n\"}}";
            assertThat(JsonText.write(parsed(json))).isEqualTo(json);
        }

        @Test
        void writesInstantsAndBytesAsText() {
            var fields = new LinkedHashMap<String, Value>();
            fields.put("at", Value.of(Instant.parse("2024-02-29T12:00:00.5Z")));
            fields.put("bytes", Value.of(new byte[] {1, 2, -1}));
            assertThat(JsonText.write(Value.map(fields)))
                    .isEqualTo("{\"at\":\"2024-02-29T12:00:00.500Z\",\"bytes\":\"AQL/\"}");
        }

        @Test
        void everyValueComesBackAsItsJsonForm() {
            Gen.forAll(1_000, gen -> {
                var value = gen.value();
                var json = JsonText.write(value);
                assertThat(parsed(json)).isEqualTo(jsonForm(value));
                assertThat(JsonText.write(parsed(json))).isEqualTo(json);
                assertThat(JsonText.read(json.getBytes(StandardCharsets.UTF_8), ValueLimits.DEFAULT))
                        .isEqualTo(new JsonReading.Parsed(parsed(json)));
            });
        }

        @Test
        void readsWhereAParserStandsAndLeavesItAtTheEnd() {
            try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), "[1,{\"a\":2},3]")) {
                parser.nextToken();
                parser.nextToken();
                parser.nextToken();
                assertThat(JsonText.readValue(parser, ValueLimits.DEFAULT))
                        .isEqualTo(Value.map(Map.of("a", Value.of(2))));
                parser.nextToken();
                assertThat(JsonText.readValue(parser, ValueLimits.DEFAULT)).isEqualTo(Value.of(3));
                parser.nextToken();
                assertThatThrownBy(() -> JsonText.readValue(parser, ValueLimits.DEFAULT))
                        .isInstanceOf(JacksonException.class);
            }
        }

        /// What JSON can hold of a value: text where it has no form of its own, the kind of number its text shows.
        private static Value jsonForm(Value value) {
            return switch (value) {
                case Value.ListValue(var items) ->
                    Value.list(items.stream().map(Trees::jsonForm).toList());
                case Value.MapValue(var fields) -> {
                    var mapped = new LinkedHashMap<String, Value>();
                    fields.forEach((name, field) -> mapped.put(name, jsonForm(field)));
                    yield Value.map(mapped);
                }
                case Value.BytesValue bytes -> Value.of(Base64.getEncoder().encodeToString(bytes.value()));
                case Value.InstantValue(var instant) -> Value.of(instant.toString());
                case Value.DecimalValue(var number) -> parsed(number.toString());
                case Value.DoubleValue(var number) when !Double.isFinite(number) -> Value.of(Double.toString(number));
                default -> value;
            };
        }
    }

    @Nested
    class Malformed {
        @Test
        void saysWhereInCharacters() {
            var json = "{\"a\": [1,\r\n \"é😀\" x]}";
            var expected = new JsonReading.Malformed(
                    2, 8, "Unexpected character ('x' (code 120)): was expecting comma to separate Array entries");
            assertThat(malformed(json)).isEqualTo(expected);
            assertThat(JsonText.read(json.getBytes(StandardCharsets.UTF_8), ValueLimits.DEFAULT))
                    .isEqualTo(expected);
        }

        @Test
        void refusesTwoFieldsOfOneName() {
            assertThat(malformed("{\"a\":1,\"a\":2}"))
                    .isEqualTo(new JsonReading.Malformed(1, 8, "field \"a\" twice in one object"));
        }

        @Test
        void refusesMoreAfterTheValue() {
            assertThat(malformed("[1] 2"))
                    .isEqualTo(new JsonReading.Malformed(1, 5, "more text after the end of the JSON value"));
        }

        @Test
        void refusesNothing() {
            assertThat(malformed(" ").problem()).isEqualTo("empty: a JSON value is expected");
        }

        @Test
        void saysNothingOfTheParsersOwnNotation() {
            assertThat(malformed("{\"a\":[1").problem())
                    .isEqualTo("Unexpected end-of-input: expected close marker for Array");
        }

        @Test
        void refusesBytesThatAreNotUtf8() {
            assertThat(JsonText.read(new byte[] {'"', (byte) 0xff, '"'}, ValueLimits.DEFAULT))
                    .isInstanceOf(JsonReading.Malformed.class);
            assertThat(JsonText.read("[1]".getBytes(StandardCharsets.UTF_16LE), ValueLimits.DEFAULT))
                    .isInstanceOf(JsonReading.Malformed.class);
        }

        @Test
        void hostileTextNeverThrows() {
            Gen.forAll(500, gen -> {
                var json = new StringBuilder(JsonText.write(gen.value()));
                for (int change = 0; change < 5 && !json.isEmpty(); change++) {
                    json.setCharAt(gen.below(json.length()), (char) gen.below(gen.below(2) == 0 ? 128 : 65_536));
                }
                assertThat(JsonText.read(json.toString(), ValueLimits.DEFAULT)).isNotNull();
                var bytes = json.toString().getBytes(StandardCharsets.UTF_8);
                bytes[gen.below(bytes.length)] = (byte) gen.below(256);
                assertThat(JsonText.read(bytes, ValueLimits.DEFAULT)).isNotNull();
            });
        }
    }

    @Nested
    class Limits {
        @Test
        void refusesTooDeep() {
            var limits = new ValueLimits(3, 100, 1_000);
            assertThat(JsonText.read("[[1]]", limits)).isInstanceOf(JsonReading.Parsed.class);
            assertThat(JsonText.read("[[[1]]]", limits))
                    .isEqualTo(new JsonReading.Malformed(1, 4, "deeper than 3 levels"));
            assertThat(malformed("[".repeat(1_000_000)).problem()).isEqualTo("deeper than 64 levels");
        }

        @Test
        void refusesTooMany() {
            var limits = new ValueLimits(3, 3, 1_000);
            assertThat(JsonText.read("[1,2]", limits)).isInstanceOf(JsonReading.Parsed.class);
            assertThat(JsonText.read("[1,2,3]", limits))
                    .isEqualTo(new JsonReading.Malformed(1, 6, "more than 3 values"));
        }

        @Test
        void countsTheLengthInBytes() {
            var limits = new ValueLimits(3, 3, 7);
            assertThat(JsonText.read("\"12345\"", limits)).isInstanceOf(JsonReading.Parsed.class);
            assertThat(JsonText.read("\"éé5\"", limits)).isInstanceOf(JsonReading.Parsed.class);
            assertThat(JsonText.read("\"éé56\"", limits))
                    .isEqualTo(new JsonReading.Malformed(1, 1, "longer than 7 bytes"));
            assertThat(JsonText.read(new byte[8], limits))
                    .isEqualTo(new JsonReading.Malformed(1, 1, "longer than 7 bytes"));
        }
    }
}
