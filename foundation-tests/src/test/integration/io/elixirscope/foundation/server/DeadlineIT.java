package io.elixirscope.foundation.server;

import static io.elixirscope.foundation.server.CallIT.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Deadlines of calls, on a clock that the test moves.
@Timeout(60)
@InEveryMode
final class DeadlineIT {
    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final GenServer<Probe, List<String>> definition =
            Probe.builder("probe", new Probe.Log()).mailbox(2).build();
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void close() {
        go.countDown();
        stage.close();
    }

    private Server<Probe, List<String>> busy() throws InterruptedException {
        stage.start(definition);
        var server = stage.ref(definition);
        stage.async(() -> server.call(new Probe.Hold(began, go), Duration.ofDays(1)));
        began.await();
        return server;
    }

    @Nested
    class OfACall {
        @Test
        void isFiveSecondsUnlessSaidOtherwise() throws Exception {
            var server = busy();
            var answer = stage.async(() -> server.call(new Probe.All()));
            clock.settle();
            clock.advance(Duration.ofMillis(4_999));
            assertThat(answer).isNotDone();
            clock.advance(Duration.ofMillis(1));
            assertThat(errorOf(answer.get()).type()).isEqualTo(FoundationErrorType.TIMEOUT);
        }

        @Test
        void isNeverBeyondThatOfTheContext() throws Exception {
            var server = busy();
            var context = ErrorContext.root("test", clock::nanos, () -> 7).withDeadline(Duration.ofMillis(50));
            var answer = stage.async(() -> context.call(() -> server.call(new Probe.All(), Duration.ofDays(1))));
            clock.settle();
            clock.advance(Duration.ofMillis(50));
            assertThat(errorOf(answer.get()).type()).isEqualTo(FoundationErrorType.TIMEOUT);
        }

        @Test
        void isNotExtendedByALongerOneOfTheContext() throws Exception {
            var server = busy();
            var context = ErrorContext.root("test", clock::nanos, () -> 7).withDeadline(Duration.ofDays(1));
            var answer = stage.async(() -> context.call(() -> server.call(new Probe.All(), Duration.ofMillis(50))));
            clock.settle();
            clock.advance(Duration.ofMillis(50));
            assertThat(errorOf(answer.get()).message()).contains("probe", "All", "PT0.05S");
        }

        @Test
        void mayNotBeNegative() {
            assertThatThrownBy(() -> stage.ref(definition).call(new Probe.All(), Duration.ofNanos(-1)))
                    .hasMessage("timeout must be >= 0, was PT-0.000000001S");
        }
    }

    @Nested
    class AfterIt {
        @Test
        void theMessageIsSkippedAndCounted() throws Exception {
            var server = busy();
            var answer = stage.async(() -> server.call(new Probe.Add("late"), Duration.ofMillis(50)));
            clock.settle();
            clock.advance(Duration.ofMillis(50));
            errorOf(answer.get());
            go.countDown();
            assertThat(server.call(new Probe.All()).orElseThrow()).isEmpty();
            assertThat(((ServerCell<?, ?>) server).lost(Loss.SKIPPED)).isEqualTo(1);
        }

        @Test
        void theReplyOfARunningHandlerIsDroppedOrItsOverrunCounted() throws Exception {
            stage.start(definition);
            var server = stage.ref(definition);
            var heard = stage.listen("elixir_scope.server.reply_late");
            var overruns = stage.listen("elixir_scope.server.overrun");
            var answer = stage.async(() -> server.call(new Probe.Hold(began, go), Duration.ofMillis(50)));
            began.await();
            clock.settle();
            clock.advance(Duration.ofMillis(50));
            if (Mode.now() == Mode.CALLERS) {
                assertThat(answer)
                        .as("the caller's own thread runs the handler")
                        .isNotDone();
                go.countDown();
                assertThat(answer.get()).isEqualTo(Result.ok(0));
                assertThat(((ServerCell<?, ?>) server).lost(Loss.OVERRUN)).isEqualTo(1);
                clock.settle();
                assertThat(overruns)
                        .singleElement()
                        .satisfies(told -> assertThat(told.value()).isEqualTo(1));
                return;
            }
            assertThat(errorOf(answer.get()).type()).isEqualTo(FoundationErrorType.TIMEOUT);
            go.countDown();
            server.call(new Probe.All()).orElseThrow();
            clock.settle();
            assertThat(((ServerCell<?, ?>) server).lost(Loss.REPLY_LATE)).isEqualTo(1);
            assertThat(heard)
                    .singleElement()
                    .satisfies(told -> assertThat(told.value()).isEqualTo(1));
        }
    }

    @Nested
    class AFullMailbox {
        private Server<Probe, List<String>> full() throws InterruptedException {
            var server = busy();
            server.cast(new Probe.Note("1")).orElseThrow();
            server.cast(new Probe.Note("2")).orElseThrow();
            return server;
        }

        @Test
        void refusesACastAndSaysSo() throws Exception {
            var server = full();
            var refused = errorOf(server.cast(new Probe.Note("3")));
            assertThat(refused.type()).isEqualTo(FoundationErrorType.RESOURCE_EXHAUSTED);
            assertThat(refused.message()).contains("probe", "2 messages");
            assertThat(((ServerCell<?, ?>) server).lost(Loss.MAILBOX_FULL)).isEqualTo(1);
        }

        @Test
        void isWaitedForByACallWithinItsDeadline() throws Exception {
            var server = full();
            var answer = stage.async(() -> server.call(new Probe.All(), Duration.ofSeconds(1)));
            clock.settle();
            clock.advance(Duration.ofMillis(999));
            assertThat(answer).isNotDone();
            go.countDown();
            assertThat(answer.get().orElseThrow()).containsExactly("1", "2");
        }

        @Test
        void endsACallAtItsDeadline() throws Exception {
            var server = full();
            var answer = stage.async(() -> server.call(new Probe.All(), Duration.ofSeconds(1)));
            clock.settle();
            clock.advance(Duration.ofSeconds(1));
            assertThat(errorOf(answer.get()).message()).contains("had no place for All");
        }

        @Test
        void everyWaitingCallerGetsItsTurn() throws Exception {
            var server = full();
            var answers = new java.util.ArrayList<java.util.concurrent.CompletableFuture<Result<Integer>>>();
            for (int i = 0; i < 50; i++) {
                answers.add(stage.async(() -> server.call(new Probe.Add("more"), Duration.ofDays(1))));
            }
            clock.settle();
            go.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isInstanceOf(Result.Ok.class);
            }
            assertThat(server.call(new Probe.All()).orElseThrow()).hasSize(52);
        }

        @Test
        void isNoneForAMessageToOneself() {
            stage.start(definition);
            var server = stage.ref(definition);
            Object refused = server.call(new Probe.Run(context -> {
                        long failed = 0;
                        for (int i = 0; i < 10; i++) {
                            failed += context.self()
                                            .cast(new Probe.Note("own" + i))
                                            .succeeded()
                                    ? 0
                                    : 1;
                        }
                        return failed;
                    }))
                    .orElseThrow();
            assertThat(refused).isEqualTo(0L);
            assertThat(server.call(new Probe.All()).orElseThrow()).hasSize(10);
        }
    }

    @Nested
    class AnInterrupt {
        @Test
        void endsTheWaitAndIsKept() throws Exception {
            var server = busy();
            var waiting = new java.util.concurrent.atomic.AtomicReference<Thread>();
            var answer = stage.async(() -> {
                waiting.set(Thread.currentThread());
                var error = errorOf(server.call(new Probe.All(), Duration.ofDays(1)));
                return List.of(error.type(), Thread.currentThread().isInterrupted());
            });
            clock.settle();
            waiting.get().interrupt();
            assertThat(answer.get()).isEqualTo(List.of(FoundationErrorType.CALL_INTERRUPTED, true));
        }
    }

    @Test
    void aMessageInHandAsItsServerIsSuspendedIsNotSaidToBeUnhandled() throws Exception {
        var busy = Probe.queued("busy", new Probe.Log()).build();
        stage.start(busy);
        var server = (ServerCell<Probe, List<String>>) stage.ref(busy);
        var held = stage.async(() -> server.call(new Probe.Hold(began, go), Duration.ofMillis(100)));
        began.await();
        server.suspend();
        clock.settle();
        clock.advance(Duration.ofMillis(100));
        assertThat(errorOf(held.get()).type()).isEqualTo(FoundationErrorType.TIMEOUT);
    }
}
