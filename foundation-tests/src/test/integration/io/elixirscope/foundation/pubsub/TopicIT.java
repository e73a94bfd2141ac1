package io.elixirscope.foundation.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Lives;
import io.elixirscope.foundation.server.Probe;
import io.elixirscope.foundation.server.Stage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Publishing through a handle.
@Timeout(60)
final class TopicIT {
    private final Stage stage = Stage.system();
    private final PubSub pubSub = new PubSub(stage.runtime, 10);
    private final Topic<String> placed = pubSub.topic("orders.eu.placed", String.class);

    @AfterEach
    void close() {
        pubSub.close();
        stage.close();
    }

    private SubscriberQueue<String> queue(String topic) {
        return pubSub.topic(topic, String.class).queue().orElseThrow();
    }

    @Test
    void reachesWhoSubscribedBeforeAndAfterItWasMade() {
        assertThat(placed.publish("nobody")).isEqualTo(Result.ok(0));
        var exact = placed.queue().orElseThrow();
        assertThat(placed.publish("a")).isEqualTo(Result.ok(1));
        var all = queue("*");
        var orders = queue("orders.*");
        var europe = queue("orders.eu.*");
        var below = queue("orders.eu.placed.*");
        assertThat(placed.publish("b")).isEqualTo(Result.ok(4));
        exact.unsubscribe();
        assertThat(placed.publish("c")).isEqualTo(Result.ok(3));
        assertThat(exact.delivered() + exact.dropped()).isEqualTo(2);
        assertThat(List.of(all.poll(), orders.poll(), europe.poll()))
                .allSatisfy(first -> assertThat(first).contains("b"));
        assertThat(below.poll()).isEmpty();
    }

    @Test
    void doesWhatTheTextDoes() {
        var queue = placed.queue().orElseThrow();
        placed.publish("a");
        pubSub.publish("orders.eu.placed", "b");
        assertThat(queue.poll()).contains("a");
        assertThat(queue.poll()).contains("b");
    }

    @Test
    void aPrefixAndWhatIsNoTopicPublishNothing() {
        var all = queue("*");
        for (String text : List.of("orders.*", "*", "a b", "")) {
            Result<Integer> refused = pubSub.topic(text, String.class).publish("a");
            assertThat(refused).isInstanceOfSatisfying(Result.Err.class, err -> {
                assertThat(err.error().type()).isEqualTo(FoundationErrorType.INVALID_INPUT);
                assertThat(err.error().message()).startsWith("\"" + text + "\" is no topic: a topic is 1-128");
            });
        }
        assertThat(all.poll()).isEmpty();
    }

    @Test
    void aFencedIncarnationAndAnEndedPubSubPublishNothing() {
        var probe = Probe.server("probe");
        var lives = new Lives(stage.runtime, probe);
        lives.start();
        var queue = placed.queue().orElseThrow();
        List<Result<Integer>> given = new ArrayList<>();
        lives.fenceWhile(
                stage.ref(probe), () -> given.add(placed.publish("before")), () -> given.add(placed.publish("after")));
        pubSub.close();
        given.add(placed.publish("closed"));
        assertThat(given.getFirst()).isEqualTo(Result.ok(1));
        assertThat(given.subList(1, 3))
                .extracting(TopicIT::typeOf)
                .containsExactly(FoundationErrorType.INCARNATION_FENCED, FoundationErrorType.SERVICE_UNAVAILABLE);
        assertThat(queue.dropped()).isEqualTo(1);
    }

    private static Object typeOf(Result<?> result) {
        return ((Result.Err<?>) result).error().type();
    }
}
