package io.elixirscope.foundation.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.ErrorCode;
import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.GrpcStatus;
import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.error.Severity;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        void emitsAnErrorWhoseTypeThrows() {
            telemetry.attach("h", "elixir_scope.error.occurred", got::add);
            var odd = FoundationError.of(new OddType(), "odd");
            assertThat(errors.record(odd)).isTrue();
            assertThat(got.getFirst().attributes()).containsExactly(Map.entry("error", odd));
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

    /// An application's type that cannot say its code.
    private static final class OddType implements ErrorType {
        @Override
        public String domain() {
            return "odd";
        }

        @Override
        public ErrorCode code() {
            throw new IllegalStateException("no code");
        }

        @Override
        public String label() {
            return "odd";
        }

        @Override
        public String message() {
            return "odd";
        }

        @Override
        public Severity severity() {
            return Severity.LOW;
        }

        @Override
        public RetryStrategy retry() {
            return new RetryStrategy.None();
        }

        @Override
        public List<String> recoveryActions() {
            return List.of();
        }

        @Override
        public int httpStatus() {
            return 500;
        }

        @Override
        public GrpcStatus grpcStatus() {
            return GrpcStatus.UNKNOWN;
        }
    }
}
