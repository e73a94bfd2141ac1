package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.ReportStyle;
import io.elixirscope.foundation.error.ReportStyle.Paint;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalTest {

    @Test
    void isPaintedOnlyWhereThereIsOne() {
        assertThat(Terminal.style(true, Map.of())).isEqualTo(ReportStyle.ansi());
        assertThat(Terminal.style(false, Map.of())).isEqualTo(ReportStyle.plain());
    }

    @ParameterizedTest
    @CsvSource({"NO_COLOR, 1, PLAIN", "NO_COLOR, '', ANSI", "TERM, dumb, PLAIN", "TERM, xterm, ANSI"})
    void isPaintedAsItsUserWants(String name, String value, Paint paint) {
        assertThat(Terminal.style(true, Map.of(name, value)).paint()).isEqualTo(paint);
    }

    @ParameterizedTest
    @CsvSource({"80, 80", "10, 40", "9999, 200", "99999, 100", "wide, 100", "-5, 100", "'', 100"})
    void isAsWideAsItSays(String columns, int width) {
        assertThat(Terminal.style(true, Map.of("COLUMNS", columns)).width()).isEqualTo(width);
    }
}
