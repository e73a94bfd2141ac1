package io.elixirscope.foundation.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.value.Value;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormatTest {
    private final JsonFormat format = new JsonFormat();

    @Test
    void readsObjectsAndEveryTypeOfValue() {
        assertThat(Readings.values(format.read("f", """
                {"a": {"b": "x\\u00e9", "c": null, "d.e": true},
                 "l": [1, [2.5], "t"], "n": 18446744073709551616, "e": {}}
                """)))
                .containsOnlyKeys("a.b", "a.d.e", "e", "l", "n")
                .containsEntry("a.b", Value.of("xé"))
                .containsEntry("l", Value.list(Value.of(1), Value.list(Value.of(new BigDecimal("2.5"))), Value.of("t")))
                .containsEntry("n", Value.of(new BigDecimal("18446744073709551616")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"a": hunter2}          | 1:7 is not JSON: Unrecognized token
                    {"a": 1,}               | 1:9 is not JSON: Unexpected character ('}' (code 125))
                    {"a": "x\\q"}           | 1:10 is not JSON: Unrecognized character escape 'q'
                    {"a": 01}               | 1:8 is not JSON: Invalid numeric value
                    {"a": NaN}              | 1:10 is not JSON: Non-standard token
                    {"a": 1 // no           | 1:9 is not JSON: Unexpected character
                    {"a": 1} {"b": 2}       | 1:10 goes on after its end
                    {"a": "hunter2          | 1:15 is not JSON: Unexpected end-of-input
                    [1]                     | 1:1 holds no settings
                    {"a": 1e99999999999}    | 1:7 has a number that is too large
                    {"a": 1, "a": 2}        | 1:10 a is given twice, first in line 1, column 2
                    """)
    void tellsWhatIsWrongAndWhere(String text, String told) {
        assertThat(Readings.told(format, text)).startsWith(told).doesNotContain("hunter", "Feature");
    }

    @Test
    void stopsAtDeepNesting() {
        assertThat(Readings.told(format, "{\"a\":" + "[".repeat(500_000)))
                .isEqualTo("1:69 is nested deeper than 64 levels");
    }
}
