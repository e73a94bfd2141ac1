package io.elixirscope.foundation.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.server.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several threads publish at once: every subscriber gets each publisher's messages in their order,
/// and all of them, as its queue has room for all.
@Timeout(120)
final class PublishOrderPropertyTest {
    private static final int PUBLISHERS = 3;
    private static final int EACH = 20_000;

    private final Stage stage = Stage.system();
    private final PubSub pubSub = new PubSub(stage.runtime);
    private final Topic<Numbered> topic =
            pubSub.topic("orders.placed", Numbered.class).capacity(PUBLISHERS * EACH);

    /// A message that says who published it, and the how many-th of that publisher it is.
    record Numbered(int publisher, int number) {}

    sealed interface Listener {
        record Heard(Numbered message) implements Listener, Cast<Listener> {}

        record All() implements Listener, Call<Listener, List<Numbered>> {}
    }

    @AfterEach
    void close() {
        pubSub.close();
        stage.close();
    }

    private GenServer<Listener, Integer> listener() {
        return GenServer.named("listener", Listener.class)
                .init(context -> {
                    topic.subscribe(context, Listener.Heard::new).orElseThrow();
                    return Init.ready(new ArrayList<Numbered>());
                })
                .onCast(Listener.Heard.class, (heard, all) -> {
                    all.add(heard.message());
                    return Next.state(all);
                })
                .onCall(Listener.All.class, (_, all) -> Reply.ok(List.copyOf(all), all))
                .view(List::size)
                .build();
    }

    @Test
    void everySubscriberGetsEachPublishersMessagesInOrder() throws Exception {
        var definition = listener();
        stage.start(definition);
        var queue = topic.queue().orElseThrow();
        List<Numbered> handled = new ArrayList<>();
        var left = new CountDownLatch(PUBLISHERS * EACH);
        topic.subscribe(message -> {
            handled.add(message);
            left.countDown();
        });
        List<CompletableFuture<Long>> publishers = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            int publisher = i;
            publishers.add(Threads.platform(() -> publish(publisher)));
        }
        for (var publisher : publishers) {
            assertThat(publisher.get()).isEqualTo(3L * EACH);
        }
        left.await();
        assertInOrder(handled);
        assertInOrder(Stream.generate(queue::poll)
                .limit(PUBLISHERS * EACH)
                .flatMap(message -> message.stream())
                .toList());
        assertInOrder(stage.ref(definition)
                .call(new Listener.All(), Duration.ofMinutes(1))
                .orElseThrow());
    }

    private long publish(int publisher) {
        long reached = 0;
        for (int number = 0; number < EACH; number++) {
            reached += topic.publish(new Numbered(publisher, number)).orElseThrow();
        }
        return reached;
    }

    private static void assertInOrder(List<Numbered> messages) {
        assertThat(messages).hasSize(PUBLISHERS * EACH);
        int[] next = new int[PUBLISHERS];
        for (Numbered message : messages) {
            assertThat(message.number()).isEqualTo(next[message.publisher()]++);
        }
    }
}
