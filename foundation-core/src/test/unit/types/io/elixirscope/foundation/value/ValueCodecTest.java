package io.elixirscope.foundation.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.support.Gen;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueCodecTest {

    private static ValueReading decode(byte[] bytes) {
        return ValueCodec.decode(bytes, 0, bytes.length, ValueLimits.DEFAULT);
    }

    private static ValueReading decode(String hex) {
        return decode(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static String hex(Value value) {
        return HexFormat.of().formatHex(ValueCodec.encode(value));
    }

    @Nested
    class Form {
        @Test
        void isTheDrawnOne() {
            assertThat(hex(Value.ofNull())).isEqualTo("00");
            assertThat(hex(Value.of(false))).isEqualTo("01");
            assertThat(hex(Value.of(true))).isEqualTo("02");
            assertThat(hex(Value.of(-1))).isEqualTo("0301");
            assertThat(hex(Value.of(150))).isEqualTo("03ac02");
            assertThat(hex(Value.of(new BigDecimal("-1.5")))).isEqualTo("0402" + "01" + "f1");
            assertThat(hex(Value.of(1.0))).isEqualTo("053ff0000000000000");
            assertThat(hex(Value.of("é"))).isEqualTo("0602c3a9");
            assertThat(hex(Value.of(new byte[] {7}))).isEqualTo("070107");
            assertThat(hex(Value.of(Instant.ofEpochSecond(1, 2)))).isEqualTo("080202");
            assertThat(hex(Value.list(Value.of(true), Value.ofNull()))).isEqualTo("09020200");
            assertThat(hex(Value.map(Map.of("a", Value.of(true))))).isEqualTo("0a01016102");
        }

        @Test
        void doesNotDependOnTheOrderOfFields() {
            var fields = new LinkedHashMap<String, Value>();
            fields.put("b", Value.of(true));
            fields.put("a", Value.ofNull());
            assertThat(hex(Value.map(fields))).isEqualTo("0a02" + "016100" + "016202");
        }
    }

    @Nested
    class RoundTrip {
        @Test
        void everyValueComesBack() {
            Gen.forAll(2_000, gen -> {
                var value = gen.value();
                assertThat(decode(ValueCodec.encode(value))).isEqualTo(new ValueReading.Decoded(value));
            });
        }

        @Test
        void equalBytesMeanEqualValues() {
            Gen.forAll(2_000, gen -> {
                var one = gen.value(2);
                var other = gen.value(2);
                assertThat(Arrays.equals(ValueCodec.encode(one), ValueCodec.encode(other)))
                        .isEqualTo(one.equals(other));
            });
        }

        @Test
        void readsARangeInsideAnArray() {
            byte[] bytes = {9, 9, 3, 2, 9};
            assertThat(ValueCodec.decode(bytes, 2, 2, ValueLimits.DEFAULT))
                    .isEqualTo(new ValueReading.Decoded(Value.of(1)));
            assertThat(ValueCodec.decode(bytes, 2, 1, ValueLimits.DEFAULT)).isInstanceOf(ValueReading.Corrupt.class);
            assertThatThrownBy(() -> ValueCodec.decode(bytes, 2, 4, ValueLimits.DEFAULT))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }

        @Test
        void theDeepestTreeComesBack() {
            Value tree = Value.ofNull();
            for (int level = 1; level < Value.MAX_DEPTH; level++) {
                tree = Value.list(tree);
            }
            byte[] bytes = ValueCodec.encode(tree);
            assertThat(ValueCodec.decode(bytes, 0, bytes.length, new ValueLimits(256, 1_000, 1_000)))
                    .isEqualTo(new ValueReading.Decoded(tree));
        }
    }

    @Nested
    class Hostile {
        /// A change of one byte gives another value whose only form is just these bytes, or is corrupt.
        @Test
        void everyChangeOfOneByteIsAnswered() {
            Gen.forAll(60, gen -> {
                byte[] bytes = ValueCodec.encode(gen.value());
                for (int at = 0; at < bytes.length; at++) {
                    byte kept = bytes[at];
                    for (int change = 1; change < 256; change++) {
                        bytes[at] = (byte) (kept + change);
                        answered(bytes);
                    }
                    bytes[at] = kept;
                }
            });
        }

        @Test
        void everyTruncationIsCorrupt() {
            Gen.forAll(300, gen -> {
                byte[] bytes = ValueCodec.encode(gen.value());
                for (int length = 0; length < bytes.length; length++) {
                    assertThat(ValueCodec.decode(bytes, 0, length, ValueLimits.DEFAULT))
                            .isInstanceOf(ValueReading.Corrupt.class);
                }
            });
        }

        @Test
        void randomBytesAreAnswered() {
            Gen.forAll(5_000, gen -> answered(gen.bytes(64)));
        }

        private static void answered(byte[] bytes) {
            switch (decode(bytes)) {
                case ValueReading.Decoded(var value) ->
                    assertThat(ValueCodec.encode(value)).isEqualTo(bytes);
                case ValueReading.Corrupt(var offset, var problem) -> {
                    assertThat(offset).isBetween(0, bytes.length);
                    assertThat(problem).isNotBlank();
                }
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''                            | a value is expected",
                    "0b                            | unknown tag 11",
                    "ff                            | unknown tag -1",
                    "0000                          | more bytes after the end of the value",
                    "03 8100                       | not the shortest spelling of a number",
                    "03 ffffffffffffffffff02       | not the shortest spelling of a number",
                    "03 ffffffffffffffffffff01     | cut off inside a number, or one of more than 64 bits",
                    "03 80                         | cut off inside a number, or one of more than 64 bits",
                    "04 00 00                      | not a decimal",
                    "04 00 02 0001                 | not the shortest spelling of a decimal in range",
                    "04 80808080a001 01 01         | not a decimal",
                    "04 feff01 01 01               | not the shortest spelling of a decimal in range",
                    "05 7ff8000000000001           | not the one NaN",
                    "05 7ff8                       | cut off inside a double",
                    "06 02 c3                      | count beyond the end",
                    "06 01 ff                      | not UTF-8",
                    "06 03 eda080                  | not UTF-8",
                    "07 ffffffffffffffff7f         | count beyond the end",
                    "08 00 8094ebdc03              | not an instant",
                    "09 ffffffff07                 | count beyond the end",
                    "0a 02 0162 00 0161 00         | names out of order",
                    "0a 02 0161 00 0161 00         | names out of order"
                })
        void namesWhatIsWrong(String hex, String problem) {
            assertThat(decode(hex))
                    .isInstanceOfSatisfying(
                            ValueReading.Corrupt.class,
                            corrupt -> assertThat(corrupt.problem()).isEqualTo(problem));
        }

        @Test
        void keepsToTheLimits() {
            byte[] bytes = ValueCodec.encode(Value.list(Value.list(Value.of(1), Value.of(2))));
            assertThat(ValueCodec.decode(bytes, 0, bytes.length, new ValueLimits(2, 100, 100)))
                    .isEqualTo(new ValueReading.Corrupt(4, "deeper than 2 levels"));
            assertThat(ValueCodec.decode(bytes, 0, bytes.length, new ValueLimits(3, 3, 100)))
                    .isEqualTo(new ValueReading.Corrupt(6, "more than 3 values"));
            assertThat(ValueCodec.decode(bytes, 0, bytes.length, new ValueLimits(3, 4, 7)))
                    .isEqualTo(new ValueReading.Corrupt(0, "longer than 7 bytes"));
        }

        @Test
        void aTowerOfListsDoesNotExhaustTheStack() {
            byte[] tower = new byte[2_000_000];
            for (int at = 0; at < tower.length; at += 2) {
                tower[at] = ValueCodec.LIST;
                tower[at + 1] = 1;
            }
            assertThat(decode(tower)).isEqualTo(new ValueReading.Corrupt(128, "deeper than 64 levels"));
        }
    }
}
