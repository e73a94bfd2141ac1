package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "2s,PT2S",
        "1m30s,PT1M30S",
        "500ms,PT0.5S",
        "1 h,PT1H",
        "2d,PT48H",
        "PT3S,PT3S",
        "7us,PT0.000007S",
        "0s,PT0S"
    })
    void readsUnitsAndIso(String text, Duration expected) {
        assertThat(DurationText.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "2", "2 seconds", "2s!", "-2s", "1.5s", "999999999999999999d999999999999999999d"})
    void refusesAnythingElse(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT26H3M4.005006007S", "PT0.000000001S", "PT-5S", "PT2562047788015H"})
    void readsWhatItWrites(Duration duration) {
        assertThat(DurationText.parse(DurationText.format(duration))).contains(duration);
    }

    @Test
    void namesTheTwoLikelyReadings() {
        assertThat(DurationText.readings(10_000)).isEqualTo("10000: write 10000ms or 10s");
        assertThat(DurationText.readings(30)).isEqualTo("30: write 30ms or 30s");
    }
}
