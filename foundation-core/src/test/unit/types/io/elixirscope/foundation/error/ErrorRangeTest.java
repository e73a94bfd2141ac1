package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorRangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C100 | CONFIG_STRUCTURE | config, structure",
                "C299 | CONFIG_VALIDATION | config, validation",
                "S300 | SYSTEM_DEPENDENCIES | system, dependencies",
                "D201 | DATA_VALIDATION | data, validation",
                "D499 | DATA_NOT_FOUND | data, not found",
                "E401 | EXTERNAL_AUTH | external, auth"
            })
    void isNamedByCategoryAndHundred(String code, ErrorRange range, String title) {
        assertThat(ErrorCode.parse(code).orElseThrow().range()).isEqualTo(range);
        assertThat(range.title()).isEqualTo(title);
    }

    @ParameterizedTest
    @EnumSource
    void holdsAHundredCodes(ErrorRange range) {
        assertThat(IntStream.rangeClosed(range.first().number(), range.last().number())
                        .mapToObj(number -> new ErrorCode(range.category(), number))
                        .map(ErrorCode::range))
                .hasSize(100)
                .containsOnly(range);
    }

    @Test
    void thereAreSixteen() {
        assertThat(Arrays.stream(ErrorRange.values()).map(ErrorRange::first).distinct())
                .hasSize(16);
    }
}
