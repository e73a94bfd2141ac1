package io.elixirscope.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.supervision.Shutdown;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.supervision.TreeEnd;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ends of a Foundation that somebody asks for in an unusual place, and starts that do not come to their end.
@Timeout(60)
class FoundationEndIT {

    sealed interface Desk {
        record Run(Supplier<String> task) implements Desk, Call<Desk, String> {}
    }

    private static final GenServer<Desk, Integer> DESK = GenServer.named("desk", Desk.class)
            .init(_ -> Init.ready(0))
            .onCall(Desk.Run.class, (run, state) -> Reply.ok(run.task().get(), state))
            .build();

    private static Supervisor desk() {
        return Supervisor.named("office")
                .intensity(0, Duration.ofSeconds(1))
                .child(DESK, child -> child.shutdown(Shutdown.unbounded()))
                .build();
    }

    /// Crashes the desk until nobody starts it again.
    private static void crash(Foundation foundation) {
        for (int i = 0; i < 10; i++) {
            foundation.ref(DESK).call(new Desk.Run(() -> {
                throw new IllegalStateException("the desk breaks");
            }));
        }
    }

    @Nested
    class Stop {
        @Test
        void mayBeAskedForByAHandlerOfAServer() throws Exception {
            try (var foundation = Foundation.builder().supervise(desk()).start().orElseThrow()) {
                var answer = foundation
                        .ref(DESK)
                        .call(new Desk.Run(() -> foundation.stop().toString()));

                assertThat(answer).isEqualTo(Result.ok(Result.done().toString()));
                foundation.awaitStop();
                assertThat(foundation.available()).isFalse();
            }
        }

        @Test
        void ofAnotherFoundationIsWaitedForInAHandler() {
            try (var first = Foundation.builder().supervise(desk()).start().orElseThrow();
                    var second = Foundation.builder().start().orElseThrow()) {
                var answer = first.ref(DESK).call(new Desk.Run(() -> second.stop() + " " + second.available()));

                assertThat(answer).isEqualTo(Result.ok(Result.done() + " false"));
            }
        }

        @Test
        void mayBeAskedForAndAwaitedByAnEndListener() throws Exception {
            var stopped = new CompletableFuture<Result<Done>>();
            var started = new CompletableFuture<Foundation>();
            var foundation = Foundation.builder()
                    .supervise(desk())
                    .onEnd(_ -> {
                        try {
                            started.join().awaitStop();
                            stopped.complete(started.join().stop());
                        } catch (InterruptedException interrupted) {
                            stopped.completeExceptionally(interrupted);
                        }
                    })
                    .start()
                    .orElseThrow();
            started.complete(foundation);

            crash(foundation);

            assertThat(stopped.get()).isEqualTo(Result.done());
        }

        @Test
        void isOneAndTheSameForAllWhoAskAtOnce() {
            var foundation = Foundation.builder().supervise(desk()).start().orElseThrow();

            var outcomes = IntStream.range(0, 20)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            foundation::stop, task -> Thread.ofPlatform().start(task)))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(outcomes).hasSize(20).containsOnly(Result.done());
        }

        @Test
        void keepsTheInterruptOfWhoAsks(@TempDir Path directory) {
            var foundation =
                    Foundation.builder().dataDirectory(directory).start().orElseThrow();
            Thread.currentThread().interrupt();

            assertThat(foundation.stop()).isEqualTo(Result.done());

            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void leavesNoThreadAndNoMemoryBehind() {
            Foundation.builder().start().orElseThrow().close();
            Set<Thread> before = platformThreads();
            List<WeakReference<Foundation>> stopped = new ArrayList<>();

            for (int i = 0; i < 10; i++) {
                var foundation = Foundation.builder()
                        .supervise(desk())
                        .stopOnShutdown()
                        .start()
                        .orElseThrow();
                foundation.stop();
                stopped.add(new WeakReference<>(foundation));
            }

            awaitTrue(() -> before.containsAll(ours(platformThreads())));
            awaitTrue(() -> {
                System.gc();
                return stopped.stream().allMatch(each -> each.get() == null);
            });
            assertThat(before).containsAll(ours(platformThreads()));
        }

        private static Set<Thread> platformThreads() {
            return new HashSet<>(Thread.getAllStackTraces().keySet());
        }

        private static List<Thread> ours(Set<Thread> threads) {
            return threads.stream()
                    .filter(thread -> thread.getName().matches("(supervisor|announce|timers|recorder|foundation).*"))
                    .toList();
        }

        private static void awaitTrue(Supplier<Boolean> condition) {
            while (!condition.get()) {
                Thread.onSpinWait();
            }
        }
    }

    @Nested
    class Start {
        @Test
        void isGivenUpByAnInterrupt(@TempDir Path directory) throws Exception {
            var inInit = new CountDownLatch(1);
            var hanging = GenServer.named("hanging", Desk.class)
                    .init(_ -> {
                        inInit.countDown();
                        awaitForEver();
                        return Init.ready(0);
                    })
                    .onCall(Desk.Run.class, (run, state) -> Reply.ok(run.task().get(), state))
                    .build();
            var tree = Supervisor.named("office")
                    .child(hanging, child -> child.shutdown(Shutdown.immediate()))
                    .build();
            var outcome = new CompletableFuture<Result<Foundation>>();
            var flagKept = new AtomicBoolean();
            var starter = Thread.ofPlatform().start(() -> {
                var result = Foundation.builder()
                        .dataDirectory(directory)
                        .supervise(tree)
                        .start();
                flagKept.set(Thread.currentThread().isInterrupted());
                outcome.complete(result);
            });
            inInit.await();
            starter.interrupt();

            assertThat(outcome.get()).isInstanceOf(Result.Err.class);
            assertThat(flagKept).isTrue();
            Foundation.builder().dataDirectory(directory).start().orElseThrow().close();
        }

        private static void awaitForEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        @Test
        void leavesNothingOpenAfterAnErrorOfTheMachine(@TempDir Path directory) {
            var builder = Foundation.builder().dataDirectory(directory).supervise(_ -> {
                throw new NoClassDefFoundError("shop");
            });

            assertThatThrownBy(builder::start).isInstanceOf(NoClassDefFoundError.class);

            Foundation.builder().dataDirectory(directory).start().orElseThrow().close();
        }
    }

    @Nested
    class EndListener {
        @Test
        void thatThrowsIsAnErrorThatOccurred() throws Exception {
            var heard = new CompletableFuture<TreeEnd>();
            var foundation = Foundation.builder()
                    .supervise(desk())
                    .onEnd(end -> {
                        heard.complete(end);
                        throw new IllegalStateException("a listener breaks");
                    })
                    .start()
                    .orElseThrow();
            var occurred = new CompletableFuture<Object>();
            foundation.telemetry().attach("test", "elixir_scope.error.occurred", emission -> {
                if ("S401".equals(emission.attribute("code"))) {
                    occurred.complete(true);
                }
            });

            crash(foundation);

            assertThat(heard.get()).isInstanceOf(TreeEnd.Failed.class);
            assertThat(occurred.get()).isEqualTo(true);
            foundation.close();
        }
    }
}
