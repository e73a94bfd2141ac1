package io.elixirscope.foundation.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Lives;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.ServerContext;
import io.elixirscope.foundation.server.Stage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What happens in the middle of a change of the table: a key's `hashCode` is called there.
@Timeout(30)
final class RegistryCommitPointIT {
    private final Stage stage = Stage.system();
    private final GenServer<Probe, List<String>> one = Probe.server("one");
    private final Lives lives = new Lives(stage.runtime, one);
    private final UniqueNamespace<HookKey, Probe> names =
            new ServerRegistry(stage.runtime).unique("names", HookKey.class, Probe.class);
    /// Run once, by the next use of a key in the table.
    private final AtomicReference<Runnable> hook = new AtomicReference<>(() -> {});

    /// A key that tells when it is used.
    private record HookKey(String text, AtomicReference<Runnable> hook) {
        @Override
        public int hashCode() {
            hook.getAndSet(() -> {}).run();
            return text.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof HookKey key && key.text.equals(text);
        }
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private HookKey key(String text) {
        return new HookKey(text, hook);
    }

    /// Runs in the server's code, on a thread that the test may leave behind.
    private CompletableFuture<Result<?>> in(Function<ServerContext<Probe>, Result<?>> body) {
        var result = new CompletableFuture<Result<?>>();
        stage.async(() -> stage.ref(one).call(new Probe.Run(context -> result.complete(body.apply(context)))));
        return result;
    }

    @Test
    void whatIsFencedBetweenItsFirstLookAndTheTableTakesItselfBack() throws Exception {
        lives.start();
        var registered = in(context -> {
            hook.set(lives::fence);
            return names.register(context, key("a"));
        });
        Result<?> refused = registered.get();
        assertThat(refused).isInstanceOf(Result.Err.class);
        assertThat(((Result.Err<?>) refused).error().type()).isEqualTo(FoundationErrorType.INCARNATION_FENCED);
        assertThat(names.count()).isZero();
        assertThat(names.find(key("a"))).isEmpty();
    }

    @Test
    void nothingOfAFencedOneIsFoundWhileItsEntriesLeave() throws Exception {
        lives.start();
        var go = new CountDownLatch(1);
        var began = new CountDownLatch(1);
        var registered = in(context -> {
            names.register(context, key("a")).orElseThrow();
            Result<?> last = names.register(context, key("b"));
            began.countDown();
            Probe.await(go);
            return last;
        });
        began.await();
        var found = new CompletableFuture<Long>();
        hook.set(() -> found.complete(names.entries().count()));
        lives.fence();
        assertThat(found).isCompletedWithValue(0L);
        go.countDown();
        assertThat(registered.get()).isEqualTo(Result.done());
        assertThat(names.count()).isZero();
    }
}
