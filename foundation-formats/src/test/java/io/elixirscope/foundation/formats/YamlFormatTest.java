package io.elixirscope.foundation.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.value.Value;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFormatTest {
    private final YamlFormat format = new YamlFormat();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no", "No", "yes", "on", "off", "y", "n", "tRue", "08:30", "190:20:30", "2026-01-31", "1_000", "0b11",
                "+0x1F", "nan", "inf", "1e", "0o9", "2s", "-x", "Null0", "10MiB", "1.2.3", "'true'", "\"7\"", "!!str 7",
                "! 7"
            })
    void readsAsTextWhatTheCoreSchemaDoesNotName(String written) {
        assertThat(Readings.value(format, "a: " + written)).isInstanceOf(Value.TextValue.class);
    }

    @Test
    void readsFlagsAndNumbersOfTheCoreSchema() {
        assertThat(Readings.values(format.read("f", """
                flags: [true, True, FALSE]
                wholes: [0, -7, +12, 0o17, 0x1F, 007]
                large: 9223372036854775808
                parts: [1.5, .5, 2., 1e3]
                odd: [.inf, -.Inf]
                """)))
                .containsEntry("flags", Value.list(Value.of(true), Value.of(true), Value.of(false)))
                .containsEntry(
                        "wholes",
                        Value.list(Value.of(0), Value.of(-7), Value.of(12), Value.of(15), Value.of(31), Value.of(7)))
                .containsEntry("large", Value.of(new BigDecimal("9223372036854775808")))
                .containsEntry(
                        "parts",
                        Value.list(
                                Value.of(new BigDecimal("1.5")),
                                Value.of(new BigDecimal("0.5")),
                                Value.of(new BigDecimal("2")),
                                Value.of(new BigDecimal("1E+3"))))
                .containsEntry(
                        "odd", Value.list(Value.of(Double.POSITIVE_INFINITY), Value.of(Double.NEGATIVE_INFINITY)));
    }

    @Test
    void takesMapsAndKeysWithDotsForPathsAndNoValueForAbsent() {
        var values = Readings.values(format.read("f", """
                server.port: 80
                'server':
                  host: h
                  none:
                  tilde: ~
                  "x.y": {z: 1}
                8080: two words
                text: |
                  first
                  second
                """));

        assertThat(values.keySet()).containsExactly("server.port", "server.host", "server.x.y.z", "8080", "text");
        assertThat(values).containsEntry("text", Value.of("first\nsecond\n"));
    }

    @Test
    void takesAliasesForWhatTheirAnchorsMark() {
        var values = Readings.values(format.read("f", "base: &b {x: 1, l: &l [1]}\ncopy: *b\nlist: *l"));

        assertThat(values)
                .containsEntry("copy.x", Value.of(1))
                .containsEntry("copy.l", Value.list(Value.of(1)))
                .containsEntry("list", Value.list(Value.of(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a:\\n\\t- x                   | 2:1 is not YAML: a tab where blanks must be
                    a: "x\\\\q"                   | 1:7 is not YAML: found unknown escape character q
                    a: b: c                       | 1:5 is not YAML: mapping values are not allowed here
                    a: [1, 2                      | 1:9 is not YAML: expected ',' or ']'
                    a: 1\\n---\\nb: 2              | 2:1 begins a second document
                    a: *hunter                    | 1:4 has an alias of no anchor before it
                    a: &x {b: *x}                 | 1:11 has an alias of no anchor before it
                    b: &x {c: 1}\\n<<: *x          | 2:1 has the merge key <<
                    ? [k]\\n: 1                    | 1:3 has a key that is not a text
                    a: !!java.net.URL [x]         | 1:4 has a tag other than !!str
                    a: !!binary aGk=              | 1:4 has a tag other than !!str
                    %YAML 3.0\\n---\\na: 1         | 1:1 asks for a version of YAML other than 1.2
                    - a\\n- b                      | 1:1 holds no settings
                    just text                     | 1:1 holds no settings
                    a: x\\u0007                    | 1:5 has the character U+0007
                    a: 1e99999999999              | 1:4 has a number that is too large
                    a: [x, ~]                     | 1:8 a has an item 2 that has no value
                    a: {b: 1}\\na.b: 2             | 2:1 a.b is given twice, first in line 1, column 5
                    a: {b: 1, b: 2}               | 1:11 a.b is given twice, first in line 1, column 5
                    """)
    void tellsWhatIsWrongAndWhere(String written, String told) {
        var text = written.replace("\\\\", "\0")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\u0007", "\u0007")
                .replace("\0", "\\");

        assertThat(Readings.told(format, text)).startsWith(told).doesNotContain("hunter");
    }

    @Test
    void stopsAtAnAliasBomb() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }

        assertThat(Readings.problem(format, bomb.toString()).message())
                .isEqualTo("has aliases that stand for more than 10000 values");
    }

    @Test
    void stopsAtDeepNesting() {
        assertThat(Readings.told(format, "a: " + "[".repeat(500_000)))
                .isEqualTo("1:67 is nested deeper than 64 levels");
        assertThat(Readings.values(format.read("f", "a: " + "[".repeat(63) + "]".repeat(63))))
                .hasSize(1);
    }

    @Test
    void stopsAtTooManyKeys() {
        var text = new StringBuilder();
        for (int i = 0; i <= 10_000; i++) {
            text.append('k').append(i).append(": 1\n");
        }

        assertThat(Readings.told(format, text.toString())).isEqualTo("10001:1 has more than 10000 keys");
    }

    @Test
    void countsColumnsInCharacters() {
        var entry = format.read("f", "{'\uD83D\uDE00': 1, a: x}").entries().getLast();

        assertThat(entry.keyAt().column()).isEqualTo(11);
        assertThat(entry.valueAt().column()).isEqualTo(14);
    }

    @Test
    void showsNoOtherValueThanAnEntrysOwn() {
        var text = "{secret: hunter2, port: eighty, l: [1, hunter3]}";
        var entries = format.read("f", text).entries();

        assertThat(entries.get(1).valueAt().text()).isEqualTo("{secret: •••••••••port: eighty, l: •••••••••••••");
        assertThat(entries.get(1).keyAt().text()).doesNotContain("hunter");
    }

    @Test
    void showsNoOtherValueInALongLineEither() {
        var text = "{secret: " + "hunter2".repeat(400) + ", port: eighty}";
        var at = format.read("f", text).entries().getLast().valueAt();

        assertThat(at.column()).isEqualTo(2818);
        assertThat(at.text()).hasSizeLessThan(1_025).doesNotContain("hunter2");
        assertThat(at.text().substring(at.caret())).isEqualTo("eighty}");
    }
}
