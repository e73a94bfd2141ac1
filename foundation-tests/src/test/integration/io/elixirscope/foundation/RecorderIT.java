package io.elixirscope.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.ErrorCode;
import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.GrpcStatus;
import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.error.Severity;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of errors that cannot all be kept as events.
@Timeout(60)
class RecorderIT {
    private static final int FLOOD = 20_000;
    /// The event of the configuration that a start puts in force.
    private static final int FIRST_VERSION = 1;

    /// An application's error type with a bug in it.
    private enum Broken implements ErrorType {
        BROKEN;

        @Override
        public String domain() {
            return "shop";
        }

        @Override
        public ErrorCode code() {
            throw new IllegalStateException("no code");
        }

        @Override
        public String label() {
            return "broken";
        }

        @Override
        public String message() {
            return "broken";
        }

        @Override
        public Severity severity() {
            return Severity.LOW;
        }

        @Override
        public RetryStrategy retry() {
            return FoundationErrorType.TIMEOUT.retry();
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
            return FoundationErrorType.TIMEOUT.grpcStatus();
        }
    }

    @Test
    void losesOneEventToAnErrorTypeThatThrowsAndGoesOn() {
        var foundation = Foundation.builder().start().orElseThrow();

        foundation.errors().record(FoundationError.of(Broken.BROKEN, "cannot be told"));
        foundation.errors().record(FoundationError.of(FoundationErrorType.TIMEOUT, "can be told"));

        assertThat(foundation.telemetry().handlers())
                .allSatisfy(handler -> assertThat(handler.failures()).isZero());
        foundation.stop();
        assertThat(foundation.events().stats().events()).isEqualTo(FIRST_VERSION + 1);
    }

    @Test
    void tellsOfEveryEventOfAFloodThatItCannotKeep() throws InterruptedException {
        var foundation = Foundation.builder().start().orElseThrow();
        var told = new LongAdder();
        foundation.telemetry().attach("test", "elixir_scope.recorder.dropped", emission -> told.add(emission.value()));

        var flood = Thread.ofPlatform().start(() -> record(foundation, FLOOD / 2));
        record(foundation, FLOOD / 2);
        flood.join();
        foundation.stop();

        assertThat(foundation.events().stats().events() + told.sum()).isEqualTo(FIRST_VERSION + FLOOD);
    }

    private static void record(Foundation foundation, int number) {
        for (int i = 0; i < number; i++) {
            foundation.errors().record(FoundationError.of(FoundationErrorType.TIMEOUT, "one of many"));
        }
    }

    @Test
    void isNotGivenASourceThatNoEventCanHave() {
        assertThatThrownBy(() -> Foundation.builder().source("not a reference"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a reference");
    }
}
