package io.elixirscope.foundation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.ErrorCode;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.GrpcStatus;
import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.error.Severity;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.supervision.RestartStrategy;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ErrorLogIT {
    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final Metrics metrics = new Metrics(stage.runtime);
    private final ErrorLog log = metrics.errors();
    private final Errors errors = stage.runtime.errors();

    @AfterEach
    void close() {
        stage.close();
    }

    private static FoundationError unavailable() {
        return FoundationError.of(FoundationErrorType.SERVICE_UNAVAILABLE);
    }

    /// A type of an application, of a domain of its own.
    private record OwnType(String domain) implements ErrorType {
        @Override
        public ErrorCode code() {
            if (domain.equals("broken")) {
                throw new IllegalStateException("no code");
            }
            return new ErrorCode('D', 101);
        }

        @Override
        public String label() {
            return "own";
        }

        @Override
        public String message() {
            return "Own";
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
            return List.of("None");
        }

        @Override
        public int httpStatus() {
            return 400;
        }

        @Override
        public GrpcStatus grpcStatus() {
            return GrpcStatus.INTERNAL;
        }
    }

    @Nested
    class ErrorsByCode {

        @Test
        void countEachErrorOnceWithItsFirstAndLastTime() {
            stage.start(metrics.server());
            var first = unavailable();
            errors.record(first);
            errors.record(first.with("seen", "again, on its way up"));
            var firstSeen = clock.wallTime();
            clock.advance(Duration.ofSeconds(3));
            var second = unavailable();
            errors.record(second);

            var tally = log.errorsByCode().get("S102");
            assertThat(tally.count()).isEqualTo(2);
            assertThat(tally.firstSeen()).isEqualTo(firstSeen);
            assertThat(tally.lastSeen()).isEqualTo(clock.wallTime());
            assertThat(tally.last().id()).isEqualTo(second.id());
            assertThat(log.count()).isEqualTo(2);
        }

        @Test
        void areBoundedWhateverTheDomains() {
            stage.start(metrics.server());
            for (int number = 0; number < ErrorLog.MAX_CODES + 500; number++) {
                errors.record(FoundationError.of(new OwnType("domain" + number)));
            }
            assertThat(log.errorsByCode()).hasSize(ErrorLog.MAX_CODES + 1);
            assertThat(log.errorsByCode().get("other").count()).isEqualTo(500);
        }

        @Test
        void countAnErrorWhoseTypeThrows() {
            stage.start(metrics.server());
            errors.record(FoundationError.of(new OwnType("broken"), "odd"));
            assertThat(log.errorsByCode().get("unknown").last().message()).isEqualTo("odd");
        }
    }

    @Nested
    class Recent {

        @Test
        void holdsTheNewestErrorsFirst() {
            stage.start(metrics.server());
            var context = ErrorContext.root("order", clock::nanos, clock.scheduler()::random);
            errors.record(unavailable());
            errors.record(FoundationError.of(FoundationErrorType.INVALID_INPUT, "no such order")
                    .in(context));
            assertThat(log.recent()).extracting(LoggedError::code).containsExactly("D204", "S102");
            assertThat(log.recent().getFirst().message()).isEqualTo("no such order");
            assertThat(log.recent().getFirst().severity()).isEqualTo(Severity.LOW);
            assertThat(log.recent().getFirst().correlationId()).contains(context.correlationId());
        }

        @Test
        void staysFlatInAStorm() {
            stage.start(metrics.server());
            errors.record(FoundationError.of(FoundationErrorType.INVALID_INPUT));
            var message = "x".repeat(5_000);
            for (int number = 0; number < 100_000; number++) {
                errors.record(FoundationError.of(FoundationErrorType.SERVICE_UNAVAILABLE, message));
            }
            assertThat(log.errorsByCode().get("S102").count()).isEqualTo(100_000);
            assertThat(log.recent()).hasSizeBetween(100, ErrorLog.MAX_RECENT);
            assertThat(log.recent().stream().mapToInt(LoggedError::bytes).sum())
                    .isLessThanOrEqualTo(ErrorLog.MAX_RECENT_BYTES);
            assertThat(log.errorsByCode().get("D204").last().code()).isEqualTo("D204");
        }

        @Test
        void holdsNoMoreThanItsNumberOfErrors() {
            stage.start(metrics.server());
            for (int number = 0; number < ErrorLog.MAX_RECENT + 10; number++) {
                errors.record(unavailable());
            }
            assertThat(log.recent()).hasSize(ErrorLog.MAX_RECENT);
        }

        @Test
        void losesNothingToManyThreads() throws InterruptedException {
            stage.start(metrics.server());
            var callers = IntStream.range(0, 8)
                    .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                        for (int number = 0; number < 1_000; number++) {
                            errors.record(unavailable());
                        }
                    }))
                    .toList();
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(log.count()).isEqualTo(8_000);
            assertThat(log.errorsByCode().get("S102").count()).isEqualTo(8_000);
        }
    }

    @Nested
    class Tended {
        sealed interface Bomb {
            record Explode() implements Bomb, Cast<Bomb> {}
        }

        private final GenServer<Bomb, String> bomb = GenServer.named("bomb", Bomb.class)
                .init(_ -> Init.ready("set"))
                .onCast(Bomb.Explode.class, (_, _) -> {
                    throw new IllegalStateException("bang");
                })
                .build();

        @Test
        void outlivesTheServerThatTendsIt() {
            var tree = stage.start(Supervisor.named("test")
                    .strategy(RestartStrategy.ONE_FOR_ALL)
                    .child(bomb)
                    .child(metrics.server())
                    .build());
            errors.record(unavailable());
            assertThat(stage.runtime.ref(bomb).cast(new Bomb.Explode()).succeeded())
                    .isTrue();
            clock.advance(Duration.ofSeconds(1));
            assertThat(tree.restarts()).isPositive();
            assertThat(metrics.available()).isTrue();
            errors.record(unavailable());
            assertThat(log.errorsByCode().get("S102").count()).isEqualTo(2);
            assertThat(log.errorsByCode()).containsKey("S402");
        }
    }
}
