package io.elixirscope.foundation.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SpanIT {
    private final ManualClock clock = new ManualClock();
    private final Timers timers = new Timers(clock.scheduler(), "timers");
    private final Telemetry telemetry = new Telemetry(clock.scheduler(), timers);
    private final TelemetryEvent event =
            telemetry.event("shop.pay", MeasurementUnit.NANOSECONDS, "who", "outcome", "error");
    private final List<Emission> got = new ArrayList<>();
    private final FoundationError error = FoundationError.of(FoundationErrorType.SERVICE_UNAVAILABLE);

    @AfterEach
    void close() {
        timers.close();
    }

    @Nested
    class Outcome {

        @Test
        void isOkWithTheDuration() {
            telemetry.attach("h", "shop.pay", got::add);
            String answer = telemetry.span(event, () -> {
                clock.jump(Duration.ofMillis(3));
                return "paid";
            });
            assertThat(answer).isEqualTo("paid");
            assertThat(got).singleElement().satisfies(emission -> {
                assertThat(emission.value()).isEqualTo(3_000_000);
                assertThat(emission.attributes()).containsOnlyKeys("outcome").containsEntry("outcome", "ok");
            });
        }

        @Test
        void isErrorForAReturnedErr() {
            telemetry.attach("h", "shop.pay", got::add);
            Result<String> failed = telemetry.span(event, () -> Result.<String>err(error));
            assertThat(failed.succeeded()).isFalse();
            assertThat(got.getFirst().attribute("outcome")).isEqualTo("error");
            assertThat(got.getFirst().attribute("error")).isSameAs(error);
        }

        @Test
        void isExceptionAndTheExceptionGoesOn() {
            telemetry.attach("h", "shop.pay", got::add);
            var thrown = new IllegalStateException("no");
            assertThatThrownBy(() -> telemetry.span(event, () -> {
                        throw thrown;
                    }))
                    .isSameAs(thrown);
            assertThat(got.getFirst().attribute("outcome")).isEqualTo("exception");
            assertThat(got.getFirst().attribute("error")).isSameAs(thrown);
        }

        @Test
        void isLeftOutWhereTheEventHasNoSuchKey() {
            telemetry.attach("h", "*", got::add);
            telemetry.span(telemetry.event("shop.plain", MeasurementUnit.NANOSECONDS), () -> 1);
            assertThat(got.getFirst().attributes()).isEmpty();
        }
    }

    @Nested
    class Idle {

        @Test
        void onlyRunsTheBody() {
            assertThat(telemetry.span(event, () -> 42)).isEqualTo(42);
            assertThat(got).isEmpty();
        }
    }
}
