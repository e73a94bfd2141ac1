package io.elixirscope.foundation.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Lives;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.ServerContext;
import io.elixirscope.foundation.server.ServerRef;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.server.Threads;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many readers while a server registers, crashes, stops and is fenced, thousands of times.
@Timeout(180)
final class RegistryRacePropertyTest {
    private static final int READERS = 2;
    private static final int ROUNDS = 2_000;
    private static final int KEYS = 64;

    private final Stage stage = Stage.system();
    private final ServerRegistry registry = new ServerRegistry(stage.runtime);
    private final UniqueNamespace<Integer, Worker> keys = registry.unique("keys", Integer.class, Worker.class);
    private final DuplicateNamespace<Integer, Worker> all = registry.duplicate("all", Integer.class, Worker.class);
    private final AtomicBoolean over = new AtomicBoolean();
    /// Incarnations with smaller tokens are over.
    private final AtomicLong floor = new AtomicLong();

    private final AtomicLong accepted = new AtomicLong();

    /// A server that registers and ends as it is told.
    sealed interface Worker {
        record Ping() implements Worker, Call<Worker, Long> {}

        record Crash() implements Worker, Cast<Worker> {}

        /// Registers without pause until it is refused.
        record Storm(CountDownLatch began, CompletableFuture<Boolean> done) implements Worker, Cast<Worker> {}
    }

    private final GenServer<Worker, Long> definition = GenServer.named("worker", Worker.class)
            .init(context -> {
                floor.set(context.fencingToken());
                for (int key = 0; key < KEYS; key++) {
                    keys.register(context, key, Value.of(context.fencingToken()))
                            .orElseThrow();
                }
                all.register(context, 0, Value.of(context.fencingToken())).orElseThrow();
                return Init.ready(context.fencingToken());
            })
            .onCall(Worker.Ping.class, (_, token) -> Reply.ok(token, token))
            .onCast(Worker.Crash.class, (_, _) -> {
                throw new IllegalStateException("crash");
            })
            .onCast(Worker.Storm.class, (storm, token, context) -> {
                storm.done().complete(storm(storm, context));
                return Next.state(token);
            })
            .build();

    @AfterEach
    void close() {
        over.set(true);
        stage.close();
    }

    /// Registers and unregisters until the fence; true if nothing was accepted after the first refusal.
    private boolean storm(Worker.Storm storm, ServerContext<Worker> context) {
        for (int key = KEYS; ; key = KEYS + (key + 1) % KEYS) {
            if (keys.register(context, key) instanceof Result.Err<?>) {
                return keys.register(context, -1) instanceof Result.Err<?>;
            }
            accepted.incrementAndGet();
            storm.began().countDown();
            if (!keys.unregister(context, key)) {
                return keys.register(context, -1) instanceof Result.Err<?>;
            }
        }
    }

    private static long token(Registered<Integer, Worker> registered) {
        return ((Value.LongValue) registered.metadata()).value();
    }

    /// Reads until the end; how many entries were found.
    private long read(AtomicLong stale) {
        long found = 0;
        for (int key = 0; !over.get(); key = (key + 7) % KEYS) {
            long living = floor.get();
            var entry = keys.entry(key);
            if (entry.isPresent()) {
                found++;
                stale.addAndGet(token(entry.get()) < living ? 1 : 0);
            }
            living = floor.get();
            for (var member : all.find(0)) {
                stale.addAndGet(token(member) < living ? 1 : 0);
            }
        }
        return found;
    }

    @Test
    void nobodyFindsAnIncarnationThatWasOverBefore() throws Exception {
        var stale = new AtomicLong();
        List<CompletableFuture<Long>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(Threads.platform(() -> read(stale)));
        }
        var lives = new Lives(stage.runtime, definition);
        ServerRef<Worker> worker = stage.ref(definition);
        for (int round = 0; round < ROUNDS; round++) {
            lives.start();
            Thread.yield();
            switch (round % 3) {
                case 0 -> {
                    worker.cast(new Worker.Crash()).orElseThrow();
                    lives.awaitEnd();
                }
                case 1 -> lives.stop();
                default -> fenced(lives, worker);
            }
        }
        over.set(true);
        long found = 0;
        for (var reader : readers) {
            found += reader.get();
        }
        assertThat(stale).hasValue(0);
        assertThat(found).isPositive();
        assertThat(keys.count() + all.count()).isZero();
        assertThat(keys.keys()).isEmpty();
        assertThat(accepted).hasPositiveValue();
    }

    /// Fences it while it registers without pause; what is in the table then must be nothing.
    private void fenced(Lives lives, ServerRef<Worker> worker) throws Exception {
        var storm = new Worker.Storm(new CountDownLatch(1), new CompletableFuture<>());
        worker.cast(storm).orElseThrow();
        storm.began().await();
        lives.fence();
        assertThat(keys.keys()).isEmpty();
        assertThat(storm.done().get()).isTrue();
        assertThat(keys.count() + all.count()).isZero();
    }

    @Test
    void allEntriesOfAnIncarnationEndAtOnce() throws Exception {
        var partial = new AtomicLong();
        var reader = Threads.platform(() -> {
            long gone = 0;
            while (!over.get()) {
                for (int key = 0; key < KEYS; key++) {
                    long living =
                            keys.entry(key).map(RegistryRacePropertyTest::token).orElse(0L);
                    if (living == 0) {
                        gone++;
                        continue;
                    }
                    int other = (key + 1) % KEYS;
                    long first =
                            keys.entry(key).map(RegistryRacePropertyTest::token).orElse(0L);
                    if (first != living) {
                        long second = keys.entry(other)
                                .map(RegistryRacePropertyTest::token)
                                .orElse(0L);
                        partial.addAndGet(second == living ? 1 : 0);
                    }
                }
            }
            return gone;
        });
        var lives = new Lives(stage.runtime, definition);
        for (int round = 0; round < ROUNDS; round++) {
            lives.start();
            stage.ref(definition).cast(new Worker.Crash()).orElseThrow();
            lives.awaitEnd();
        }
        over.set(true);
        assertThat(reader.get()).isPositive();
        assertThat(partial).hasValue(0);
    }
}
