package io.elixirscope.foundation.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.time.Clock;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A subscribed function for which no thread can be started.
@Timeout(60)
final class NoThreadIT {
    private final ManualClock clock = new ManualClock();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Stage stage = new Stage(new Refusing());
    private final PubSub pubSub = new PubSub(stage.runtime);
    private final Topic<String> topic = pubSub.topic("news", String.class);
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        pubSub.close();
        stage.close();
    }

    /// The manual clock's, but that it starts no thread for functions as often as it is told.
    private final class Refusing implements Scheduler {
        @Override
        public Clock clock() {
            return clock.scheduler().clock();
        }

        @Override
        public void park(Object blocker, long deadlineNanos) {
            clock.scheduler().park(blocker, deadlineNanos);
        }

        @Override
        public void wake(Thread thread) {
            clock.scheduler().wake(thread);
        }

        @Override
        public Thread start(String name, ThreadKind kind, Runnable body) {
            if (name.startsWith("pubsub ") && refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return clock.scheduler().start(name, kind, body);
        }

        @Override
        public long random() {
            return clock.scheduler().random();
        }
    }

    @Test
    void itsMessagesWaitAndOthersGetTheirs() {
        topic.subscribe(heard::add).orElseThrow();
        var queue = topic.queue().orElseThrow();
        refusals.set(2);
        assertThat(topic.publish("first")).isEqualTo(Result.ok(2));
        assertThat(queue.poll()).contains("first");
        clock.settle();
        assertThat(heard).isEmpty();
        clock.advance(Duration.ofMillis(100));
        clock.advance(Duration.ofMillis(100));
        clock.settle();
        assertThat(heard).containsExactly("first");
        assertThat(topic.publish("second")).isEqualTo(Result.ok(2));
        clock.settle();
        assertThat(heard).containsExactly("first", "second");
    }

    @Test
    void itsSubscriptionCanBeEnded() {
        var subscription = topic.subscribe(heard::add).orElseThrow();
        refusals.set(1_000);
        topic.publish("lost").orElseThrow();
        subscription.unsubscribe();
        assertThat(subscription.dropped()).isOne();
        refusals.set(0);
        clock.advance(Duration.ofMillis(100));
        clock.settle();
        assertThat(heard).isEmpty();
    }
}
