package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.InEveryMode;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Starting in order, stopping in reverse.
@Timeout(60)
@InEveryMode
final class StartStopIT {
    private final Stage stage = Stage.system();
    private final Probe.Log log = new Probe.Log();
    private final GenServer<Probe, List<String>> a = Probe.server("a", log);
    private final GenServer<Probe, List<String>> b = Probe.server("b", log);
    private final GenServer<Probe, List<String>> c = Probe.server("c", log);

    @AfterEach
    void close() {
        stage.close();
    }

    private GenServer<Probe, String> withInit(String name, Init<String> init) {
        return GenServer.named(name, Probe.class)
                .init(_ -> init)
                .handle((_, state, _) -> Reply.ok(state.length(), state))
                .build();
    }

    private static FoundationError failure(Result<?> result) {
        return ((Result.Err<?>) result).error();
    }

    @Nested
    class Start {
        @Test
        void isInOrderAndOverWhenTheLastIsReady() {
            stage.start(a, b, c);
            assertThat(log.lines).containsExactly("init a", "init b", "init c");
            assertThat(stage.ref(c).available()).isTrue();
        }

        @Test
        void goesDownTheTreeBeforeTheNextChild() {
            var nested = Supervisor.named("nested").child(a).child(b).build();
            stage.start(Supervisor.named("root").child(nested).child(c).build());
            assertThat(log.lines).containsExactly("init a", "init b", "init c");
        }

        @Test
        void failsWithTheChildThatFailedAndStopsTheOthersInReverse() {
            var cause = FoundationError.of(FoundationErrorType.CONFIG_NOT_FOUND, "no file");
            var broken = withInit("broken", Init.failed(cause));
            var nested = Supervisor.named("nested").child(broken).build();
            var root = Supervisor.named("root")
                    .child(a)
                    .child(b)
                    .child(nested)
                    .child(c)
                    .build();
            var error = failure(root.start(stage.runtime));
            assertThat(error.type()).isEqualTo(FoundationErrorType.INITIALIZATION_FAILED);
            assertThat(error.message()).contains("root", "nested");
            assertThat(error.causes().getFirst().message()).contains("nested", "broken");
            assertThat(error.causes().getFirst().causes().getFirst().causes()).containsExactly(cause);
            assertThat(log.lines).containsExactly("init a", "init b", "terminate b", "terminate a");
            assertThat(stage.runtime.health().health().services()).isEmpty();
        }

        @Test
        void ofATreeThatFailedCanBeTriedAgain() {
            var tries = new java.util.concurrent.atomic.AtomicInteger();
            var second = GenServer.named("second", Probe.class)
                    .init(_ -> tries.incrementAndGet() == 1
                            ? Init.failed(FoundationError.of(FoundationErrorType.INTERNAL_ERROR, "not yet"))
                            : Init.ready(""))
                    .handle((_, state, _) -> Reply.ok(state.length(), state))
                    .build();
            var root = Supervisor.named("root").child(a).child(second).build();
            assertThat(root.start(stage.runtime).succeeded()).isFalse();
            assertThat(stage.start(root).children()).hasSize(2);
        }

        @Test
        void passesAChildThatIsNotWanted() {
            var ignored = withInit("ignored", Init.ignore());
            var tree = stage.start(ignored, a);
            assertThat(tree.children())
                    .extracting(ChildStatus::state)
                    .containsExactly(ChildStatus.State.STOPPED, ChildStatus.State.RUNNING);
            assertThat(stage.ref(ignored).cast(new Probe.Note("x")).succeeded()).isFalse();
        }

        @Test
        void doesNotWaitForAChildThatStartsInParallel() {
            var go = new CountDownLatch(1);
            var slow = GenServer.named("slow", Probe.class)
                    .init(_ -> {
                        await(go);
                        return Init.ready("ready");
                    })
                    .handle((_, state, _) -> Reply.ok(state.length(), state))
                    .build();
            var tree = stage.start(Supervisor.named("root")
                    .child(slow, ChildSpec::startInParallel)
                    .child(a)
                    .build());
            assertThat(tree.children())
                    .extracting(ChildStatus::state)
                    .containsExactly(ChildStatus.State.STARTING, ChildStatus.State.RUNNING);
            var answer = stage.async(() -> stage.ref(slow).call(new Probe.Add(""), Duration.ofMinutes(1)));
            go.countDown();
            assertThat(answer.join().succeeded()).isTrue();
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        @Test
        void refusesAServerThatStandsTwiceInTheTree() {
            var nested = Supervisor.named("nested").child(a).build();
            var root = Supervisor.named("root").child(nested).child(a).build();
            assertThatThrownBy(() -> root.start(stage.runtime))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"a\" is a child twice");
            assertThat(stage.start(a).children()).hasSize(1);
        }
    }

    @Nested
    class Stop {
        @Test
        void isInReverseAndGivesTheReason() {
            stage.start(a, b, c).stop();
            assertThat(log.lines.subList(3, 6)).containsExactly("terminate c", "terminate b", "terminate a");
            assertThat(log.exits).allMatch(ExitReason.Shutdown.class::isInstance);
        }

        @Test
        void handlesWhatWaitsFirst() throws Exception {
            var tree = stage.start(a);
            var began = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            stage.async(() -> stage.ref(a).call(new Probe.Hold(began, go), Duration.ofMinutes(1)));
            began.await();
            for (int i = 0; i < 10; i++) {
                stage.ref(a).cast(new Probe.Note("" + i)).orElseThrow();
            }
            var stopped = stage.async(() -> {
                tree.stop();
                return true;
            });
            while (stage.ref(a).available()) {
                Thread.onSpinWait();
            }
            assertThat(stage.ref(a).cast(new Probe.Note("too late")).succeeded())
                    .isFalse();
            go.countDown();
            stopped.get();
            assertThat(stage.ref(a).read()).hasSize(10);
        }

        @Test
        void endsTheTreeOnce() throws Exception {
            var tree = stage.start(a);
            var ends = new java.util.concurrent.LinkedBlockingQueue<TreeEnd>();
            tree.onEnd(ends::add);
            assertThat(tree.ended()).isEmpty();
            tree.stop();
            tree.stop();
            assertThat(tree.ended()).contains(new TreeEnd.Stopped());
            assertThat(ends.take()).isEqualTo(new TreeEnd.Stopped());
            tree.onEnd(ends::add);
            assertThat(ends.take()).isEqualTo(new TreeEnd.Stopped());
        }

        @Test
        void letsTheServersStartAgainInAnotherTree() {
            stage.start(a).stop();
            stage.start(a);
            assertThat(stage.ref(a).call(new Probe.Add("x"))).isEqualTo(Result.ok(1));
            assertThat(stage.ref(a).staleSince()).isEmpty();
        }

        @Test
        void removesTheHealthCheck() {
            var tree = stage.start(a);
            assertThat(stage.runtime.health().health().services()).containsOnlyKeys("supervisor.test");
            assertThat(stage.runtime.health().health().status()).isEqualTo(HealthStatus.HEALTHY);
            tree.stop();
            assertThat(stage.runtime.health().health().services()).isEmpty();
        }
    }
}
