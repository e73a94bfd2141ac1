package io.elixirscope.foundation.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.config.ConfigEntry;
import io.elixirscope.foundation.config.ConfigProblem;
import io.elixirscope.foundation.value.Value;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomlFormatTest {
    private final TomlFormat format = new TomlFormat();

    @Test
    void readsTablesAndEveryTypeOfValue() {
        assertThat(Readings.values(format.read("f", """
                top = 'C:\\data'
                hex = 0x1F
                part = 1.5
                odd = -inf
                at = 2026-01-31T12:00:00+01:00
                local = 2026-01-31T12:00:00
                day = 2026-01-31
                clock = 07:32:00
                [server."x.y"]
                "port" = 80
                hosts = [ "a", # first
                  "b" ]
                """)))
                .containsEntry("top", Value.of("C:\\data"))
                .containsEntry("hex", Value.of(31))
                .containsEntry("part", Value.of(new BigDecimal("1.5")))
                .containsEntry("odd", Value.of(Double.NEGATIVE_INFINITY))
                .containsEntry("at", Value.of(Instant.parse("2026-01-31T11:00:00Z")))
                .containsEntry("local", Value.of("2026-01-31T12:00:00"))
                .containsEntry("day", Value.of("2026-01-31"))
                .containsEntry("clock", Value.of("07:32:00"))
                .containsEntry("server.x.y.port", Value.of(80))
                .containsEntry("server.x.y.hosts", Value.list(Value.of("a"), Value.of("b")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a = hunter2                | 1:5 is not TOML: expected a value
                    a = "x\\\\q"               | 1:7 is not TOML: Invalid escape sequence '\\\\q'
                    a = 99999999999999999999   | 1:5 is not TOML: Integer is too large
                    a = 1 hunter2              | 1:7 is not TOML: expected a newline or end-of-input
                    a = 1\\na = 2              | 2:1 a is given twice, first in line 1, column 1
                    a = 1\\na.b = 2            | 2:1 a is given twice, first in line 1, column 1
                    """)
    void tellsWhatIsWrongAndWhere(String written, String told) {
        var text = written.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\");

        assertThat(Readings.told(format, text))
                .startsWith(told.replace("\\\\", "\\"))
                .doesNotContain("hunter");
    }

    @Test
    void tellsAllKeysGivenTwiceAndKeepsTheRest() {
        var reading = format.read("f", "a = 1\na = 2\nb = 3\n[t]\nc = 1\n[t]\nd = 'hunter2'\n");

        assertThat(reading.problems())
                .extracting(ConfigProblem::message)
                .containsExactly(
                        "a is given twice, first in line 1, column 1", "t is given twice, first in line 4, column 1");
        assertThat(reading.entries()).extracting(ConfigEntry::path).contains("a", "b", "t.c");
        assertThat(reading.problems().toString()).doesNotContain("hunter");
    }

    @Test
    void stopsAtDeepNesting() {
        assertThat(Readings.problem(format, "a = " + "[".repeat(100_000)).message())
                .contains("deep");
        assertThat(Readings.problem(format, "a" + ".a".repeat(500) + " = 1").message())
                .contains("deep");
        assertThat(Readings.problem(format, "[" + "a.".repeat(500) + "a]\nb = 1")
                        .message())
                .contains("deep");
    }

    @Test
    void findsValuesBehindKeysWithEqualsSigns() {
        var entry = format.read("f", "'a=b'.\"c\\\"=\" =\t7").entries().getFirst();

        assertThat(entry.path()).isEqualTo("a=b.c\"=");
        assertThat(entry.valueAt().column()).isEqualTo(16);
    }

    @Test
    void showsNoOtherValueThanAnEntrysOwn() {
        var entry = format.read("f", "t = {secret = 'hunter2', port = 'x'}")
                .entries()
                .getLast();

        assertThat(entry.valueAt().text()).isEqualTo("t = {secret = •••••••••••port = 'x'}");
        assertThat(entry.valueAt().column()).isEqualTo(33);
    }
}
