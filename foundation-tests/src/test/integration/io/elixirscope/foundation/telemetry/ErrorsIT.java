package io.elixirscope.foundation.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.time.Timers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ErrorsIT {
    private final ManualClock clock = new ManualClock();
    private final Timers timers = new Timers(clock.scheduler(), "timers");
    private final Telemetry telemetry = new Telemetry(clock.scheduler(), timers);
    private final List<Emission> got = new ArrayList<>();
    private final FoundationError error = FoundationError.of(FoundationErrorType.SERVICE_UNAVAILABLE);

    @AfterEach
    void close() {
        timers.close();
    }

    @Nested
    class Record {
        private final Errors errors = new Errors(telemetry);

        @Test
        void emitsOncePerId() {
            telemetry.attach("h", "elixir_scope.error.occurred", got::add);
            assertThat(errors.record(error)).isTrue();
            assertThat(errors.record(error.with("on", "its way up"))).isFalse();
            assertThat(got).singleElement().satisfies(emission -> {
                assertThat(emission.attribute("error")).isSameAs(error);
                assertThat(emission.attribute("code")).isEqualTo("S102");
                assertThat(emission.attribute("severity"))
                        .isEqualTo(error.severity().name());
            });
            assertThat(errors.recorded()).isEqualTo(1);
            assertThat(errors.repeated()).isEqualTo(1);
        }

        @Test
        void countsAStormOfOneIdOnce() {
            for (int i = 0; i < 100_000; i++) {
                errors.record(error);
            }
            assertThat(errors.recorded()).isEqualTo(1);
            assertThat(errors.repeated()).isEqualTo(99_999);
        }

        @Test
        void remembersTheLast1024() {
            errors.record(error);
            for (int i = 0; i < 1_023; i++) {
                errors.record(FoundationError.of(FoundationErrorType.SERVICE_UNAVAILABLE));
            }
            assertThat(errors.record(error)).isFalse();
            errors.record(FoundationError.of(FoundationErrorType.SERVICE_UNAVAILABLE));
            assertThat(errors.record(error)).isTrue();
        }
    }
}
