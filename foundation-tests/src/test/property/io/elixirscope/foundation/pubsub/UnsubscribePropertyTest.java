package io.elixirscope.foundation.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.server.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// While publishers never pause, subscribers come and go thousands of times: once `unsubscribe` has returned, nothing
/// more is delivered, and what was accepted is delivered or counted as dropped.
@Timeout(180)
final class UnsubscribePropertyTest {
    private static final int ROUNDS = 2_000;
    private static final int PUBLISHERS = 2;

    private final Stage stage = Stage.system();
    private final PubSub pubSub = new PubSub(stage.runtime);
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<CompletableFuture<Long>> publishers = new ArrayList<>();

    @BeforeEach
    void publish() {
        for (int i = 0; i < PUBLISHERS; i++) {
            publishers.add(Threads.platform(() -> {
                long reached = 0;
                while (!over.get()) {
                    reached += pubSub.publish("t", reached).orElseThrow();
                    Thread.yield();
                }
                return reached;
            }));
        }
    }

    @AfterEach
    void close() {
        over.set(true);
        pubSub.close();
        stage.close();
    }

    private long reached() throws Exception {
        over.set(true);
        long all = 0;
        for (var publisher : publishers) {
            all += publisher.get();
        }
        return all;
    }

    @Test
    void handlersGetNothingAfterwards() throws Exception {
        var late = new AtomicLong();
        long delivered = 0;
        long dropped = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var ended = new AtomicBoolean();
            Subscription subscription = pubSub.topic("t", Long.class)
                    .subscribe(_ -> {
                        Thread.yield();
                        if (ended.get()) {
                            late.incrementAndGet();
                        }
                    })
                    .orElseThrow();
            while (round % 3 == 0 && subscription.delivered() == 0) {
                Thread.yield();
            }
            subscription.unsubscribe();
            ended.set(true);
            delivered += subscription.delivered();
            dropped += subscription.dropped();
        }
        assertThat(late).hasValue(0);
        assertThat(delivered).isPositive();
        assertThat(reached()).isLessThanOrEqualTo(delivered + dropped);
    }

    @Test
    void handlersThatEndEachOtherAllReturn() throws Exception {
        for (int round = 0; round < ROUNDS / 4; round++) {
            List<Subscription> all = new CopyOnWriteArrayList<>();
            var left = new CountDownLatch(3);
            for (int i = 0; i < 3; i++) {
                int first = i + round;
                all.add(pubSub.topic("t", Long.class)
                        .subscribe(_ -> {
                            for (int next = 0; all.size() == 3 && next < 3; next++) {
                                all.get((first + next) % 3).unsubscribe();
                                left.countDown();
                            }
                        })
                        .orElseThrow());
            }
            left.await();
            all.forEach(Subscription::unsubscribe);
        }
        assertThat(pubSub.subscriptions()).isEmpty();
    }

    /// A server that subscribes and unsubscribes as it is told.
    sealed interface Listener {
        record Begin() implements Listener, Call<Listener, Long> {}

        record End() implements Listener, Call<Listener, Long> {}

        record Heard(long number) implements Listener, Cast<Listener> {}
    }

    /// What the listener keeps.
    private static final class Ear {
        Subscription subscription;
        long heard;
        long late;
    }

    @Test
    void serversGetNothingAfterwards() {
        GenServer<Listener, Long> definition = GenServer.named("listener", Listener.class)
                .init(_ -> Init.ready(new Ear()))
                .onCall(Listener.Begin.class, (_, ear, context) -> {
                    ear.subscription = pubSub.topic("t", Long.class)
                            .subscribe(context, Listener.Heard::new)
                            .orElseThrow();
                    return Reply.ok(ear.late, ear);
                })
                .onCall(Listener.End.class, (_, ear) -> {
                    ear.subscription.unsubscribe();
                    ear.subscription = null;
                    return Reply.ok(ear.heard, ear);
                })
                .onCast(Listener.Heard.class, (_, ear) -> {
                    ear.heard++;
                    ear.late += ear.subscription == null ? 1 : 0;
                    return Next.state(ear);
                })
                .view(ear -> ear.heard)
                .build();
        stage.start(definition);
        var listener = stage.ref(definition);
        long heard = 0;
        for (int round = 0; round < ROUNDS / 4; round++) {
            listener.call(new Listener.Begin()).orElseThrow();
            while (round % 3 == 0 && listener.read() == heard) {
                Thread.yield();
            }
            heard = listener.call(new Listener.End()).orElseThrow();
        }
        assertThat(listener.call(new Listener.Begin())).isEqualTo(Result.ok(0L));
        assertThat(heard).isPositive();
    }
}
