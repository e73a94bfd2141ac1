package io.elixirscope.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Each key of the Foundation's own settings that claims to drive something does.
class FoundationConfigIT {
    private final ManualClock clock = new ManualClock();

    @AutoClose
    private Foundation foundation;

    private void start(String path, Object value, String second, Object other) {
        foundation = Foundation.builder()
                .scheduler(clock.scheduler())
                .override(path, value)
                .override(second, other)
                .start()
                .orElseThrow();
        clock.settle();
    }

    private long keeps(int recorded) {
        for (int i = 0; i < recorded; i++) {
            foundation.events().record("test.happened", Value.of(i)).orElseThrow();
        }
        return foundation.events().stats().events();
    }

    @Test
    void maxEventsBoundsTheStore() {
        start("storage.hot.max-events", 3, "storage.hot.prune-interval", "1h");

        assertThat(keeps(5)).isEqualTo(3);
    }

    @Test
    void maxAgeIsWhenAnEventLeaves() {
        start("storage.hot.max-age-seconds", 60, "storage.hot.prune-interval", "1s");

        assertThat(keeps(1)).isPositive();
        clock.advance(Duration.ofSeconds(58));
        assertThat(keeps(0)).isPositive();
        clock.advance(Duration.ofSeconds(4));
        assertThat(keeps(0)).isZero();
    }

    @Test
    void pruneIntervalIsWhenTheOldOnesAreLookedFor() {
        start("storage.hot.max-age-seconds", 1, "storage.hot.prune-interval", "1h");

        assertThat(keeps(1)).isPositive();
        clock.advance(Duration.ofMinutes(59));
        assertThat(keeps(0)).isPositive();
        clock.advance(Duration.ofMinutes(2));
        assertThat(keeps(0)).isZero();
    }
}
