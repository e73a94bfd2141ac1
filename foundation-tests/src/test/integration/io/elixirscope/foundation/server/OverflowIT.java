package io.elixirscope.foundation.server;

import static io.elixirscope.foundation.server.CallIT.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.supervision.SupervisionTree;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of messages that find the mailbox full.
@Timeout(60)
@InEveryMode
final class OverflowIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofDays(1);

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final Probe.Log log = new Probe.Log();
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private SupervisionTree tree;

    @AfterEach
    void close() {
        go.countDown();
        stage.close();
    }

    /// A server that handles a message until it is let go.
    private Server<Probe, List<String>> busy(int capacity, GenServer.Overflow overflow) throws InterruptedException {
        var definition = Probe.builder("probe", log).mailbox(capacity, overflow).build();
        tree = stage.start(definition);
        var server = stage.ref(definition);
        stage.async(() -> server.call(new Probe.Hold(began, go), LONG));
        began.await();
        return server;
    }

    private CompletableFuture<Result<Done>> sent(ServerRef<Probe> server, String text) {
        var sent = stage.async(() -> server.cast(new Probe.Note(text)));
        clock.settle();
        return sent;
    }

    private List<String> handled(Server<Probe, List<String>> server) {
        go.countDown();
        clock.settle();
        return server.read();
    }

    private static long lost(ServerRef<?> server, Loss kind) {
        return ((ServerCell<?, ?>) server).lost(kind);
    }

    @Nested
    class Block {
        private Server<Probe, List<String>> full() throws InterruptedException {
            var server = busy(1, GenServer.Overflow.block(LIMIT));
            server.cast(new Probe.Note("first")).orElseThrow();
            return server;
        }

        @Test
        void aCastWaitsForAPlace() throws Exception {
            var server = full();
            var second = sent(server, "second");
            assertThat(second).isNotDone();
            assertThat(lost(server, Loss.MAILBOX_FULL)).isEqualTo(1);
            assertThat(handled(server)).containsExactly("first", "second");
            assertThat(second).isCompletedWithValue(Result.done());
        }

        @Test
        void aCastIsRefusedAfterItsLimit() throws Exception {
            var server = full();
            var second = sent(server, "second");
            clock.advance(LIMIT.minusNanos(1));
            assertThat(second).isNotDone();
            clock.advance(Duration.ofNanos(1));
            var error = errorOf(second.join());
            assertThat(error.type()).isEqualTo(FoundationErrorType.RESOURCE_EXHAUSTED);
            assertThat(error.message()).isEqualTo("The mailbox of server probe stayed full for PT10S: 1 messages wait");
            assertThat(handled(server)).containsExactly("first");
        }

        @Test
        void aCastIsRefusedAtTheDeadlineOfItsContext() throws Exception {
            var server = full();
            var context = ErrorContext.root("test", clock::nanos, () -> 7).withDeadline(Duration.ofSeconds(3));
            var second = stage.async(() -> context.call(() -> server.cast(new Probe.Note("second"))));
            clock.advance(Duration.ofSeconds(3));
            var error = errorOf(second.join());
            assertThat(error.type()).isEqualTo(FoundationErrorType.TIMEOUT);
            assertThat(error.message()).contains("had no place for Note within PT3S");
        }

        @Test
        void anInterruptEndsTheWaitAndStays() throws Exception {
            var server = full();
            var sender = new AtomicReference<Thread>();
            var flag = new AtomicReference<Boolean>();
            var second = stage.async(() -> {
                sender.set(Thread.currentThread());
                var answer = server.cast(new Probe.Note("second"));
                flag.set(Thread.interrupted());
                return answer;
            });
            clock.settle();
            sender.get().interrupt();
            assertThat(errorOf(second.get()).type()).isEqualTo(FoundationErrorType.CALL_INTERRUPTED);
            assertThat(errorOf(second.get()).message()).contains("a place for Note", "server probe");
            assertThat(flag).hasValue(true);
        }

        @Test
        void aStopEndsTheWait() throws Exception {
            var server = full();
            var second = sent(server, "second");
            var stop = stage.async(() -> {
                tree.stop();
                return true;
            });
            clock.settle();
            go.countDown();
            stop.get();
            clock.settle();
            assertThat(errorOf(second.get()).type()).isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(log.inits).hasValue(1);
        }

        @Test
        void aMessageToOneselfNeverWaits() throws Exception {
            var server = full();
            var done = stage.async(() -> server.call(
                    new Probe.Run(context -> {
                        for (int i = 0; i < 5; i++) {
                            context.self().cast(new Probe.Note("own")).orElseThrow();
                        }
                        return "sent";
                    }),
                    LONG));
            clock.settle();
            assertThat(handled(server)).hasSize(6);
            assertThat(done.join().orElseThrow()).isEqualTo("sent");
        }

        @Test
        void everySenderGetsItsTurn() throws Exception {
            var server = full();
            for (int i = 0; i < 20; i++) {
                sent(server, "n" + i);
            }
            assertThat(handled(server)).hasSize(21);
        }

        @Test
        void theLimitMustBeInRange() {
            assertThatThrownBy(() -> GenServer.Overflow.block(Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("must be > 0, was PT0S", "Overflow.reject()");
        }
    }

    @Nested
    class DropOldest {
        private Server<Probe, List<String>> busy(int capacity) throws InterruptedException {
            return OverflowIT.this.busy(capacity, GenServer.Overflow.dropOldest());
        }

        private void cast(ServerRef<Probe> server, String... texts) {
            for (String text : texts) {
                server.cast(new Probe.Note(text)).orElseThrow();
            }
        }

        @Test
        void theNewestCastsAreHandledAndTheOthersCountedAndTold() throws Exception {
            var server = busy(3);
            var told = stage.listen("elixir_scope.server.message_dropped");
            var full = stage.listen("elixir_scope.server.mailbox_full");
            cast(server, "1", "2", "3", "4", "5");
            assertThat(lost(server, Loss.DROPPED)).isEqualTo(2);
            assertThat(lost(server, Loss.MAILBOX_FULL)).isEqualTo(2);
            assertThat(handled(server)).containsExactly("3", "4", "5");
            clock.advance(Duration.ofSeconds(2));
            assertThat(told.stream().mapToLong(each -> each.value()).sum()).isEqualTo(2);
            assertThat(full.stream().mapToLong(each -> each.value()).sum()).isEqualTo(2);
        }

        @Test
        void whereOnlyCallsWaitTheCastIsRefusedAndTheCallsAreAnswered() throws Exception {
            var server = busy(2);
            var one = stage.async(() -> server.call(new Probe.Add("one"), LONG));
            clock.settle();
            var two = stage.async(() -> server.call(new Probe.Add("two"), LONG));
            clock.settle();
            assertThat(errorOf(server.cast(new Probe.Note("cast"))).type())
                    .isEqualTo(FoundationErrorType.RESOURCE_EXHAUSTED);
            assertThat(handled(server)).containsExactly("one", "two");
            assertThat(one.join().orElseThrow()).isEqualTo(1);
            assertThat(two.join().orElseThrow()).isEqualTo(2);
        }

        @Test
        void callsBetweenCastsAreKept() throws Exception {
            var server = busy(3);
            cast(server, "1");
            var call = stage.async(() -> server.call(new Probe.Add("call"), LONG));
            clock.settle();
            cast(server, "2", "3", "4");
            assertThat(handled(server)).containsExactly("3", "call", "4");
            assertThat(call.join().orElseThrow()).isEqualTo(2);
        }

        @Test
        void aCallWaitsForAPlaceAsEver() throws Exception {
            var server = busy(1);
            cast(server, "1");
            var call = stage.async(() -> server.call(new Probe.Add("call"), LONG));
            clock.settle();
            cast(server, "2");
            assertThat(handled(server)).containsExactly("2", "call");
            assertThat(call.join().orElseThrow()).isEqualTo(2);
        }

        @Test
        void whatWaitsSurvivesACrash() throws Exception {
            var server = busy(3);
            server.cast(new Probe.CrashLater(new IllegalStateException("boom"))).orElseThrow();
            cast(server, "1", "2");
            assertThat(handled(server)).containsExactly("1", "2");
            assertThat(log.inits).hasValue(2);
            cast(server, "3");
            clock.settle();
            assertThat(server.read()).containsExactly("1", "2", "3");
            assertThat(lost(server, Loss.DROPPED)).isZero();
        }

        @Test
        void aMessageToOneselfIsNeverDropped() throws Exception {
            var server = busy(1);
            var run = stage.async(() -> server.call(
                    new Probe.Run(context -> {
                        for (int i = 0; i < 3; i++) {
                            context.self().cast(new Probe.Note("own")).orElseThrow();
                        }
                        return "";
                    }),
                    LONG));
            clock.settle();
            assertThat(handled(server)).containsExactly("own", "own", "own");
            run.join().orElseThrow();
        }

        @Test
        void whatWaitsWhenItIsGivenUpIsCounted() throws Exception {
            var server = busy(2);
            cast(server, "1", "2", "3");
            stage.async(() -> {
                tree.stop();
                return true;
            });
            clock.advance(Duration.ofSeconds(5));
            clock.advance(Duration.ofSeconds(5));
            clock.settle();
            assertThat(lost(server, Loss.DROPPED)).isEqualTo(3);
            assertThat(((ServerCell<?, ?>) server).mailbox().length()).isZero();
        }
    }

    @Nested
    class AfterAStop {
        @Test
        void aSenderThatSawItClosedTakesNothingFromTheNextIncarnation() throws Exception {
            var server = busy(3, GenServer.Overflow.reject());
            var call = stage.async(() -> server.call(new Probe.Add("call"), LONG));
            server.cast(new Probe.Note("cast")).orElseThrow();
            clock.settle();
            ((ServerCell<?, ?>) server).failLate();
            assertThat(handled(server)).containsExactlyInAnyOrder("call", "cast");
            assertThat(call.join().succeeded()).isTrue();
        }
    }
}
