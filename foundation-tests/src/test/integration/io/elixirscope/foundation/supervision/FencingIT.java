package io.elixirscope.foundation.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.ReplyTo;
import io.elixirscope.foundation.server.ServerContext;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// All that an abandoned incarnation can still try, on a whole Foundation: nothing of it counts.
@Timeout(60)
final class FencingIT {
    /// A server that hangs in its handler, ignores interrupts, and acts when it is let go.
    sealed interface Late {
        record Act(Deed deed) implements Late, Call<Late, String> {}

        record Ask() implements Late, Call<Late, String> {}

        record Tick() implements Late, Cast<Late> {}
    }

    /// What the left thread does.
    interface Deed {
        Object run(ServerContext<Late> context);
    }

    private final ManualClock clock = new ManualClock();
    private final DynamicSupervisor workers = DynamicSupervisor.named("workers").build();
    private final GenServer<Probe, java.util.List<String>> other = Probe.server("other");
    private final Foundation foundation = Foundation.builder()
            .scheduler(clock.scheduler())
            .supervise(Supervisor.named("app").child(workers).child(other).build())
            .start()
            .orElseThrow();
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final CompletableFuture<Object> seen = new CompletableFuture<>();
    private final CompletableFuture<ReplyTo<String>> right = new CompletableFuture<>();
    private final GenServer<Late, String> late = GenServer.named("late", Late.class)
            .init(_ -> Init.ready("first"))
            .onCall(Late.Act.class, (act, _, context) -> {
                began.countDown();
                awaitStubbornly(go);
                try {
                    seen.complete(act.deed().run(context));
                } catch (FoundationException refused) {
                    seen.complete(refused.error().type());
                } catch (Throwable thrown) {
                    seen.completeExceptionally(thrown);
                }
                return Reply.ok("late", "late");
            })
            .onCall(Late.Ask.class, (ask, state, context) -> {
                right.complete(context.replyTo(ask));
                return Reply.later(state);
            })
            .onCast(Late.Tick.class, (_, _) -> Next.state("ticked"))
            .build();

    @AfterEach
    void close() throws Exception {
        go.countDown();
        async(foundation::stop).get();
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException _) {
                // does not want to stop
            }
        }
    }

    private <T> CompletableFuture<T> async(Callable<T> body) {
        var result = new CompletableFuture<T>();
        clock.scheduler().start("async", ThreadKind.VIRTUAL, () -> {
            try {
                result.complete(body.call());
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        return result;
    }

    /// Has the server do the deed when it has been abandoned.
    ///
    /// @return what its caller gets
    private Result<String> late(Deed deed) throws Exception {
        var server = foundation.ref(late);
        var children = foundation.children(workers);
        if (!server.available()) {
            children.start(ChildSpec.of(late).shutdown(Shutdown.immediate())).orElseThrow();
        }
        var answer = async(() -> server.call(new Late.Act(deed), Duration.ofDays(1)));
        began.await();
        var stopped = async(() -> children.stop("late"));
        clock.settle();
        clock.advance(ServerNode.GRACE);
        stopped.get().orElseThrow();
        go.countDown();
        seen.get();
        clock.settle();
        return answer.get();
    }

    private void isRefused(Deed deed) throws Exception {
        late(deed);
        assertThat(seen.get()).isEqualTo(FoundationErrorType.INCARNATION_FENCED);
    }

    private static Object type(Result<?> result) {
        return result instanceof Result.Err<?>(var error) ? error.type() : result;
    }

    @Test
    void itsReplyIsNotTheAnswer() throws Exception {
        var answer = late(_ -> "done");
        assertThat(type(answer)).isEqualTo(FoundationErrorType.SERVER_CRASHED);
        assertThat(((Result.Err<?>) answer).error().message()).contains("was abandoned");
    }

    @Test
    void itsStateIsNotPublished() throws Exception {
        foundation
                .children(workers)
                .start(ChildSpec.of(late).shutdown(Shutdown.immediate()))
                .orElseThrow();
        var server = foundation.ref(late);
        late(_ -> "done");
        assertThat(server.read()).isEqualTo("first");
        assertThat(server.staleSince()).isPresent();
    }

    @Test
    void aDeferredReplyIsNotGiven() throws Exception {
        foundation
                .children(workers)
                .start(ChildSpec.of(late).shutdown(Shutdown.immediate()))
                .orElseThrow();
        var asked = async(() -> foundation.ref(late).call(new Late.Ask(), Duration.ofDays(1)));
        var mine = right.get();
        late(_ -> mine.ok("late"));
        assertThat(seen.get()).isEqualTo(false);
        assertThat(type(asked.get())).isEqualTo(FoundationErrorType.REPLY_NOT_GIVEN);
    }

    @Test
    void aCallIsRefused() throws Exception {
        isRefused(_ -> type(foundation.ref(other).call(new Probe.Add("late"))));
        assertThat(foundation.ref(other).read()).isEmpty();
    }

    @Test
    void aCastIsRefused() throws Exception {
        isRefused(_ -> type(foundation.ref(other).cast(new Probe.Note("late"))));
        clock.settle();
        assertThat(foundation.ref(other).read()).isEmpty();
    }

    @Test
    void aTimerIsRefused() throws Exception {
        isRefused(context -> context.sendAfter(new Late.Tick(), Duration.ZERO));
    }

    @Test
    void aPeriodicTimerIsRefused() throws Exception {
        isRefused(context -> context.sendEvery(new Late.Tick(), Duration.ofSeconds(1)));
    }

    @Test
    void aMonitorIsRefused() throws Exception {
        isRefused(context -> context.monitor(context.ref(other), _ -> new Late.Tick()));
    }

    @Test
    void aConfigurationUpdateIsRefused() throws Exception {
        long before = foundation.config().version();
        isRefused(
                _ -> type(foundation.config().update(change -> change.set("foundation.storage.hot.max-events", 123))));
        assertThat(foundation.config().version()).isEqualTo(before);
    }

    @Test
    void anAppendIsRefused() throws Exception {
        isRefused(_ -> type(foundation.events().event("late").build().flatMap(foundation.events()::append)));
        assertThat(foundation.events().stats().events()).isEqualTo(appendedByTheRecorder());
    }

    /// Crashes and errors are events too; none is of the type that the left thread appends.
    private long appendedByTheRecorder() {
        var cursor = foundation
                .events()
                .query(io.elixirscope.foundation.event.EventQuery.builder().build())
                .orElseThrow();
        long count = 0;
        try (cursor) {
            while (cursor.hasNext()) {
                assertThat(cursor.next().event().type()).isNotEqualTo("late");
                count++;
            }
        }
        return count;
    }

    @Test
    void aTaskIsRefused() throws Exception {
        isRefused(_ -> type(foundation.tasks().async("late", () -> Result.ok(1)).await()));
    }

    @Test
    void aChangeOfASupervisorsChildrenIsRefused() throws Exception {
        isRefused(_ -> type(foundation.children(workers).start(Probe.server("of-the-past"))));
        assertThat(foundation.children(workers).children()).isEmpty();
    }
}
