package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.support.Gen;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryStrategyTest {

    @Test
    void simpleStrategiesWaitAsTheySay() {
        assertThat(new RetryStrategy.None().delay(1, 0)).isEmpty();
        assertThat(new RetryStrategy.Immediate().delay(9, 0)).contains(Duration.ZERO);
        assertThat(new RetryStrategy.Fixed(Duration.ofMillis(5)).delay(9, 0)).contains(Duration.ofMillis(5));
        assertThat(new RetryStrategy.None().retryable()).isFalse();
        assertThat(new RetryStrategy.Immediate().retryable()).isTrue();
    }

    @Test
    void exponentialDelaysStayBelowABoundThatDoublesUpToTheCap() {
        var strategy = new RetryStrategy.Exponential(Duration.ofMillis(100), Duration.ofSeconds(1));
        long[] bounds = {100, 200, 400, 800, 1_000, 1_000};
        Gen.forAll(200, gen -> {
            for (int attempt = 1; attempt <= bounds.length; attempt++) {
                assertThat(strategy.delay(attempt, gen.bits()).orElseThrow())
                        .isBetween(Duration.ofNanos(1), Duration.ofMillis(bounds[attempt - 1]));
            }
        });
        assertThat(strategy.delay(Integer.MAX_VALUE, 999_999_999).orElseThrow()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void hugeDurationsDoNotOverflow() {
        var forever = Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(new RetryStrategy.Exponential(forever, forever).delay(64, -1).orElseThrow())
                .isPositive();
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> new RetryStrategy.Fixed(Duration.ZERO)).hasMessage("delay must be > 0, was PT0S");
        assertThatThrownBy(() -> new RetryStrategy.Exponential(Duration.ofMillis(-1), Duration.ZERO))
                .hasMessage("base must be > 0, was PT-0.001S");
        assertThatThrownBy(() -> new RetryStrategy.Exponential(Duration.ofMillis(2), Duration.ofMillis(1)))
                .hasMessage("cap must be >= base (PT0.002S), was PT0.001S");
        assertThatThrownBy(() -> new RetryStrategy.Immediate().delay(0, 0)).hasMessage("attempt must be >= 1, was 0");
    }
}
