package io.elixirscope.foundation.server;

import static io.elixirscope.foundation.server.CallIT.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.MemoryEventStore;
import io.elixirscope.foundation.event.MemoryLimits;
import io.elixirscope.foundation.event.journal.FileEventStore;
import io.elixirscope.foundation.event.journal.FileStoreOptions;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.time.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Servers whose callers run their own calls.
@Timeout(60)
final class NonBlockingIT {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Stage stage = Stage.system();
    private final Probe.Log log = new Probe.Log();
    private final GenServer<Probe, List<String>> definition =
            Probe.queued("probe", log).nonBlocking().build();
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void close() {
        go.countDown();
        stage.close();
    }

    private Server<Probe, List<String>> started() {
        stage.start(definition);
        var server = stage.ref(definition);
        awaitIdle(server);
        return server;
    }

    private void second(GenServer<?, ?>... servers) {
        var builder = Supervisor.named("second");
        for (var server : servers) {
            builder.child(server);
        }
        stage.start(builder.build());
    }

    private static ServerCell<?, ?> cell(ServerRef<?> server) {
        return (ServerCell<?, ?>) server;
    }

    private static void awaitIdle(ServerRef<?> server) {
        while (cell(server).mailbox().arrived()) {
            Thread.onSpinWait();
        }
    }

    private static Probe.Run where() {
        return new Probe.Run(_ -> Thread.currentThread());
    }

    @Nested
    class Threads {
        @Test
        void aCallOfAnIdleServerRunsOnItsCallersThread() {
            var server = started();
            assertThat(server.call(where())).isEqualTo(Result.ok(Thread.currentThread()));
            assertThat(Incarnation.current()).isNull();
        }

        @Test
        void anIdleServerHasNoThread() {
            var server = started();
            server.cast(new Probe.Note("a")).orElseThrow();
            awaitIdle(server);
            assertThat(cell(server).incarnation().thread()).isNull();
            assertThat(cell(server).incarnation().owner()).isNull();
            assertThat(server.read()).containsExactly("a");
        }

        @Test
        void castsTimersInitAndTerminateNeverRunOnACallersThread() throws Exception {
            var threads = new CopyOnWriteArrayList<Thread>();
            var ticked = new CountDownLatch(2);
            var server = GenServer.named("told", Probe.class)
                    .init(context -> {
                        threads.add(Thread.currentThread());
                        Timer _ = context.sendAfter(new Probe.Note("timer"), Duration.ZERO);
                        return Init.ready("state");
                    })
                    .terminate((_, _) -> threads.add(Thread.currentThread()))
                    .handle((message, state, _) -> {
                        threads.add(Thread.currentThread());
                        ticked.countDown();
                        return message instanceof Probe.All all ? all.reply(List.of(), state) : Next.state(state);
                    })
                    .nonBlocking()
                    .build();
            try (var own = Stage.system()) {
                own.start(server);
                own.ref(server).cast(new Probe.Note("a")).orElseThrow();
                ticked.await();
            }
            assertThat(threads).hasSize(4).doesNotContain(Thread.currentThread());
        }

        @Test
        void aCallThatFindsItBusyIsQueuedForAThreadOfItsOwn() throws Exception {
            var server = started();
            stage.async(() -> server.call(new Probe.Hold(began, go), LONG));
            began.await();
            var caller = new AtomicReference<Thread>();
            var answer = stage.async(() -> {
                caller.set(Thread.currentThread());
                return server.call(where(), LONG);
            });
            while (cell(server).mailbox().length() == 0) {
                Thread.onSpinWait();
            }
            go.countDown();
            assertThat(answer.get().orElseThrow()).isNotEqualTo(caller.get());
        }

        @Test
        void aContendingCallerThatFindsItIdleAfterAPauseRunsItsOwnMessage() {
            assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
            var server = started();
            Result<?> answer = cell(server).contend(where(), LONG, Long.MAX_VALUE);
            assertThat(answer).isEqualTo(Result.ok(Thread.currentThread()));
        }

        @Test
        void aContendingCallerThatFindsItBusyAfterEveryPauseQueues() throws Exception {
            var server = started();
            stage.async(() -> server.call(new Probe.Hold(began, go), LONG));
            began.await();
            assertThat(cell(server).contend(where(), LONG, Long.MAX_VALUE)).isNull();
            assertThat(cell(server).mailbox().length()).isZero();
        }

        @Test
        void aDeadlineThatHasPassedKeepsTheHandlerFromStarting() {
            var server = started();
            var late = ErrorContext.root("test", () -> 1, () -> 7).withDeadline(Duration.ZERO);
            var error = errorOf(late.call(() -> server.call(new Probe.Add("late"))));
            assertThat(error.type()).isEqualTo(FoundationErrorType.TIMEOUT);
            assertThat(server.call(new Probe.All()).orElseThrow()).isEmpty();
        }

        @Test
        void anInterruptOfTheCallerIsLeftPending() throws Exception {
            var server = started();
            var seen = stage.async(() -> {
                Thread.currentThread().interrupt();
                return List.of(
                        server.call(new Probe.Add("a")), Thread.currentThread().isInterrupted());
            });
            assertThat(seen.get()).isEqualTo(List.of(Result.ok(1), true));
        }

        @Test
        void nestingBeyond32IsQueued() {
            List<GenServer<Probe, List<String>>> chain = new ArrayList<>();
            for (int i = 0; i < 34; i++) {
                chain.add(Probe.queued("s" + i, log).nonBlocking().build());
            }
            stage.start(chain.toArray(GenServer<?, ?>[]::new));
            chain.forEach(each -> awaitIdle(stage.ref(each)));
            var threads = new ArrayList<Thread>();
            descend(chain, 0, threads);
            assertThat(threads).hasSize(34);
            assertThat(threads.subList(0, 32)).containsOnly(Thread.currentThread());
            assertThat(threads.get(32)).isNotEqualTo(Thread.currentThread());
        }

        private Object descend(List<GenServer<Probe, List<String>>> chain, int at, List<Thread> threads) {
            if (at == chain.size()) {
                return "bottom";
            }
            return stage.ref(chain.get(at))
                    .call(
                            new Probe.Run(_ -> {
                                threads.add(Thread.currentThread());
                                return descend(chain, at + 1, threads);
                            }),
                            LONG)
                    .orElseThrow();
        }
    }

    /// A caller whose server was abandoned while it was in the handler. The test is the supervisor.
    @Nested
    class GivenUp implements ServerControl.Listener {
        private final CountDownLatch ready = new CountDownLatch(1);

        private CompletableFuture<Result<Integer>> givenUp() throws Exception {
            var control = ServerControl.take(stage.runtime, definition);
            control.start(this);
            ready.await();
            var server = stage.ref(definition);
            awaitIdle(server);
            server.call(new Probe.Add("before")).orElseThrow();
            var answer = stage.async(() -> server.call(new Probe.Stubborn(began, go), LONG));
            began.await();
            assertThat(control.abandon(Duration.ZERO)).isPresent();
            return answer;
        }

        @Test
        void isToldSoAndPublishesNothing() throws Exception {
            var answer = givenUp();
            go.countDown();
            assertThat(errorOf(answer.get()).type()).isEqualTo(FoundationErrorType.SERVER_CRASHED);
            assertThat(stage.ref(definition).read()).containsExactly("before");
        }

        @Test
        void doesNotEndALaterLoan() throws Exception {
            var answer = givenUp();
            var mailbox = cell(stage.ref(definition)).mailbox();
            var later = Envelope.loan();
            assertThat(mailbox.release()).isTrue();
            assertThat(mailbox.lend(later)).isTrue();
            go.countDown();
            assertThat(errorOf(answer.get()).type()).isEqualTo(FoundationErrorType.SERVER_CRASHED);
            assertThat(mailbox.endLoan(later)).isTrue();
        }

        @Override
        public void ready(Incarnation incarnation) {
            ready.countDown();
        }

        @Override
        public void ignored(Incarnation incarnation) {}

        @Override
        public void refused(Incarnation incarnation, FoundationError error) {}

        @Override
        public void ended(Incarnation incarnation, ExitReason reason) {}
    }

    @Nested
    class Blocking {
        @TempDir
        private Path directory;

        private final GenServer<Probe, List<String>> blocking =
                Probe.queued("blocking", log).build();

        private Result<?> fromAHandler(Probe.Task task) {
            return (Result<?>) started().call(new Probe.Run(task), LONG).orElseThrow();
        }

        @Test
        void aCallOfABlockingServerIsRefusedAtOnce() {
            second(blocking);
            var error = errorOf(fromAHandler(_ -> stage.ref(blocking).call(new Probe.Add("a"), LONG)));
            assertThat(error.type()).isEqualTo(FoundationErrorType.BLOCKING_CALL_REFUSED);
            assertThat(error.message()).contains("probe", "blocking");
        }

        @Test
        void soItIsOnAThreadOfTheServersOwn() throws Exception {
            second(blocking);
            var server = started();
            stage.async(() -> server.call(new Probe.Hold(began, go), LONG));
            began.await();
            var answer = stage.async(() ->
                    server.call(new Probe.Run(_ -> stage.ref(blocking).call(new Probe.Add("a"), LONG)), LONG));
            while (cell(server).mailbox().length() == 0) {
                Thread.onSpinWait();
            }
            go.countDown();
            assertThat(errorOf((Result<?>) answer.get().orElseThrow()).type())
                    .isEqualTo(FoundationErrorType.BLOCKING_CALL_REFUSED);
        }

        @Test
        void aCastAndACallOfANonBlockingServerAreNot() {
            var other = Probe.queued("other", log).nonBlocking().build();
            second(blocking, other);
            assertThat(fromAHandler(_ -> stage.ref(blocking).cast(new Probe.Note("a"))))
                    .isEqualTo(Result.done());
            assertThat(stage.ref(definition)
                            .call(new Probe.Run(_ -> stage.ref(other).call(new Probe.Add("a"), LONG)), LONG)
                            .orElseThrow())
                    .isEqualTo(Result.ok(1));
        }

        @Test
        void initMayBlock() {
            second(blocking);
            var starter = GenServer.named("starter", Probe.class)
                    .init(_ -> Init.ready(stage.ref(blocking).call(new Probe.Add("a"), LONG)))
                    .handle((_, state, _) -> Next.state(state))
                    .nonBlocking()
                    .build();
            stage.start(starter);
            assertThat(stage.ref(starter).read()).isEqualTo(Result.ok(1));
        }

        @Test
        void anAppendToADeviceIsRefusedAtOnce() throws Exception {
            var event = Event.builder("1", "test", "happened", Instant.EPOCH).buildOrThrow();
            try (var store = FileEventStore.open(directory, FileStoreOptions.of(stage.runtime.scheduler()))
                    .orElseThrow()) {
                assertThat(errorOf(fromAHandler(_ -> store.append(event))).type())
                        .isEqualTo(FoundationErrorType.BLOCKING_CALL_REFUSED);
                assertThat(store.append(event).succeeded()).isTrue();
            }
        }
    }

    @Nested
    class Stack {
        @Test
        void anOverflowCostsTheMessageOnly() {
            var server = started();
            var error = errorOf(server.call(new Probe.Run(_ -> deeper(0))));
            assertThat(error.type()).isEqualTo(FoundationErrorType.CALLER_STACK_EXHAUSTED);
            assertThat(error.message()).contains("probe", "Run");
            assertThat(server.call(new Probe.Add("a"))).isEqualTo(Result.ok(1));
            assertThat(log.inits).hasValue(1);
        }

        private static int deeper(int depth) {
            return depth < 0 ? 0 : deeper(depth + 1) + 1;
        }

        @Test
        void noDepthOfTheCallersStackLosesTheServer() throws Exception {
            var server = started();
            server.call(new Probe.Add("warm")).orElseThrow();
            var answers = new AtomicInteger();
            var others = new ArrayList<Result<?>>(2_000);
            for (int round = 0; round < 20; round++) {
                var thread =
                        new Thread(null, () -> dive(0, server, answers, others), "deep", 256 * 1024 + round * 512L);
                thread.start();
                thread.join();
            }
            assertThat(answers).hasPositiveValue();
            assertThat(others)
                    .allSatisfy(other ->
                            assertThat(errorOf(other).type()).isEqualTo(FoundationErrorType.CALLER_STACK_EXHAUSTED));
            int before = server.call(new Probe.All(), LONG).orElseThrow().size();
            assertThat(before).isGreaterThanOrEqualTo(answers.get() + 1);
            assertThat(log.inits).hasValue(1);
            awaitIdle(server);
        }

        @Test
        void aCallerOfAnEarlierIncarnationLeavesNoLaterOneToNobody() throws Exception {
            GenServer<Probe, List<String>> probe =
                    Probe.queued("late", log).nonBlocking().build();
            var lives = new Lives(stage.runtime, probe);
            lives.start();
            var server = (ServerCell<Probe, List<String>>) stage.ref(probe);
            CallerRuns<Probe, ?, List<String>> earlier = Objects.requireNonNull(server.role);
            lives.stop();
            lives.start();
            for (int round = 0; round < 40; round++) {
                var thread = new Thread(null, () -> diveLate(0, earlier), "deep", 256 * 1024 + round * 512L);
                thread.start();
                thread.join();
                assertThat(server.call(new Probe.Add("x"), LONG)).isEqualTo(Result.ok(round + 1));
            }
            lives.stop();
        }

        /// Calls the role of an incarnation that is over, on the way up from the end of the stack.
        private static void diveLate(int depth, CallerRuns<Probe, ?, List<String>> earlier) {
            try {
                if (depth >= 0) {
                    diveLate(depth + 1, earlier);
                }
            } catch (StackOverflowError end) {
                // from here upwards
            }
            try {
                assertThat((Object) earlier.call(new Probe.Add("late"), LONG)).isNull();
            } catch (StackOverflowError noRoom) {
                // further up
            }
        }

        @Test
        void aCastFromTheEndOfAStackLeavesNoServerAsleep() throws Exception {
            GenServer<Probe, List<String>> probe =
                    Probe.queued("asleep", log).ownThread().build();
            stage.start(probe);
            var server = (ServerCell<Probe, List<String>>) stage.ref(probe);
            for (int round = 0; round < 40; round++) {
                var thread = new Thread(null, () -> diveCasting(0, server), "deep", 256 * 1024 + round * 512L);
                thread.start();
                thread.join();
                assertThat(server.call(new Probe.All(), LONG).succeeded()).isTrue();
            }
        }

        /// Casts to the sleeping server, on the way up from the end of the stack, until it is heard.
        private static boolean diveCasting(int depth, ServerCell<Probe, List<String>> server) {
            try {
                if (depth >= 0 && diveCasting(depth + 1, server)) {
                    return true;
                }
            } catch (StackOverflowError end) {
                // from here upwards
            }
            try {
                return server.cast(new Probe.Note("x")).succeeded();
            } catch (StackOverflowError noRoom) {
                return false;
            }
        }

        /// Calls at every depth on the way up from the end of the stack.
        private static void dive(
                int depth, Server<Probe, List<String>> server, AtomicInteger answers, List<Result<?>> others) {
            try {
                if (depth >= 0) {
                    dive(depth + 1, server, answers, others);
                }
            } catch (StackOverflowError end) {
                // from here upwards
            }
            if (answers.get() > 4_000 || others.size() > 1_900) {
                return;
            }
            Result<Integer> answer = server.call(new Probe.Add("x"), LONG);
            if (answer instanceof Result.Ok) {
                answers.incrementAndGet();
            } else {
                others.add(answer);
            }
        }
    }

    @Test
    void aMemoryStoreDoesNotBlock() {
        var event = Event.builder("1", "test", "happened", Instant.EPOCH).buildOrThrow();
        try (var store = new MemoryEventStore(stage.runtime.scheduler(), MemoryLimits.DEFAULT)) {
            Object appended =
                    started().call(new Probe.Run(_ -> store.append(event))).orElseThrow();
            assertThat(((Result<?>) appended).succeeded()).isTrue();
        }
    }
}
