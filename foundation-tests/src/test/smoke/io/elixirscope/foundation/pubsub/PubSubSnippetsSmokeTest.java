package io.elixirscope.foundation.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.pubsub.PubSubSnippets.Placed;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.supervision.Supervisor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PubSubSnippetsSmokeTest {
    @Test
    void examplesRunInAFoundation() throws Exception {
        var turnover = new AtomicReference<GenServer<PubSubSnippets.Turnover, Integer>>();
        var seen = new CompletableFuture<Placed>();
        try (var foundation = Foundation.builder()
                .supervise(services -> {
                    turnover.set(PubSubSnippets.turnover(services.pubSub()));
                    return Supervisor.named("shop").child(turnover.get()).build();
                })
                .start()
                .orElseThrow()) {
            var pubSub = foundation.pubSub();
            PubSubSnippets.watch(pubSub, seen::complete).orElseThrow();
            var queue = PubSubSnippets.read(pubSub).orElseThrow();
            assertThat(PubSubSnippets.place(pubSub, "A1", 250)).isEqualTo(Result.ok(3));
            assertThat(seen.get()).isEqualTo(new Placed("A1", 250));
            assertThat(queue.poll(Duration.ofSeconds(30))).contains(new Placed("A1", 250));
            while (foundation.ref(turnover.get()).read() == 0) {
                Thread.onSpinWait();
            }
            assertThat(foundation.ref(turnover.get()).read()).isEqualTo(250);
            assertThat(foundation.health().services().get("pubsub").details()).containsKey("subscriptions");
        }
    }
}
