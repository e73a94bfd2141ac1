package io.elixirscope.foundation.event.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.EventSettings;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.event.MemoryEventStore;
import io.elixirscope.foundation.event.MemoryLimits;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.testkit.FoundationExtension;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(FoundationExtension.class)
final class SubscriptionIT {
    private final Scheduler scheduler = Scheduler.system();
    private final EventStore store = new MemoryEventStore(scheduler, MemoryLimits.DEFAULT);
    private final LinkedBlockingQueue<Long> given = new LinkedBlockingQueue<>();
    private Events events;
    private Subscriptions subscriptions;

    @BeforeEach
    void open(ServerRuntime runtime) {
        events = new Events(
                store, new EventSettings("/test", "node", () -> 0, scheduler, runtime.telemetry(), runtime.errors()));
        subscriptions = new Subscriptions(store, Checkpoints.inMemory(), runtime);
    }

    @AfterEach
    void close() {
        subscriptions.close();
        store.close();
    }

    private long append(String type) {
        return events.record(type, Value.ofNull()).orElseThrow().position();
    }

    private void append(String type, int times) {
        for (int i = 0; i < times; i++) {
            append(type);
        }
    }

    private List<Long> take(int number) throws InterruptedException {
        List<Long> taken = new ArrayList<>();
        while (taken.size() < number) {
            taken.add(given.take());
        }
        return taken;
    }

    @Test
    void givesWhatIsStoredAndThenWhatIsAppended() throws InterruptedException {
        append("a", 3);
        EventSubscription subscription = subscriptions
                .subscribe("all")
                .handle(stored -> given.add(stored.position()))
                .orElseThrow();
        assertThat(take(3)).containsExactly(1L, 2L, 3L);
        append("a", 2);
        assertThat(take(2)).containsExactly(4L, 5L);
        subscription.close();
        assertThat(subscription.delivered()).isEqualTo(5);
        assertThat(subscription.position()).isEqualTo(5);
    }

    @Test
    void givesEveryEventOnceAndInOrderWhileManyAppend() throws Exception {
        List<CompletableFuture<Void>> appenders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            appenders.add(CompletableFuture.runAsync(() -> append("a", 2_500)));
        }
        subscriptions
                .subscribe("all")
                .handle(stored -> given.add(stored.position()))
                .orElseThrow();
        for (CompletableFuture<Void> appender : appenders) {
            appender.get();
        }
        assertThat(take(10_000))
                .isEqualTo(LongStream.rangeClosed(1, 10_000).boxed().toList());
    }

    @Test
    void givesOnlyWhatTheQueryWants() throws InterruptedException {
        append("a", 2);
        EventQuery query = EventQuery.builder().type("b").afterPosition(1).build();
        subscriptions
                .subscribe("b")
                .query(query)
                .handle(stored -> given.add(stored.position()))
                .orElseThrow();
        append("b");
        append("a");
        append("b");
        assertThat(take(2)).containsExactly(3L, 5L);
    }

    @Test
    void beginsWithWhatComesWhenItIsToldSo() throws InterruptedException {
        append("a", 3);
        subscriptions
                .subscribe("new")
                .fromNow()
                .handle(stored -> given.add(stored.position()))
                .orElseThrow();
        append("a");
        assertThat(take(1)).containsExactly(4L);
    }

    @Test
    void holdsUpNoAppenderWhileItsFunctionWaits() throws InterruptedException {
        var release = new CountDownLatch(1);
        subscriptions
                .subscribe("slow")
                .handle(stored -> {
                    await(release);
                    given.add(stored.position());
                })
                .orElseThrow();
        append("a", 2_000);
        assertThat(given).isEmpty();
        release.countDown();
        assertThat(take(2_000)).hasSize(2_000);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void callsNothingOnceCloseHasReturned() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            List<Long> seen = Collections.synchronizedList(new ArrayList<>());
            EventSubscription subscription = subscriptions
                    .subscribe("closing")
                    .fromNow()
                    .handle(stored -> seen.add(stored.position()))
                    .orElseThrow();
            var appender = CompletableFuture.runAsync(() -> append("a", 50));
            subscription.close();
            int before = seen.size();
            appender.join();
            assertThat(seen).hasSize(before);
            assertThat(subscription.ended()).isTrue();
        }
    }

    @Test
    void mayBeClosedByItsOwnFunction() throws InterruptedException {
        append("a", 3);
        var made = new CompletableFuture<EventSubscription>();
        made.complete(subscriptions
                .subscribe("once")
                .handle(stored -> {
                    made.join().close();
                    given.add(stored.position());
                })
                .orElseThrow());
        assertThat(take(1)).containsExactly(1L);
        made.join().close();
        assertThat(given).isEmpty();
    }

    @Test
    void runsInAContextOfWhichTheEventIsTheCause() throws InterruptedException {
        Event cause = events.event("a").correlationId("op-1").buildOrThrow();
        subscriptions
                .subscribe("effects")
                .query(EventQuery.builder().type("a").build())
                .handle(_ -> given.add(append("b")))
                .orElseThrow();
        events.append(cause).orElseThrow();
        take(1);
        var effects = events.trace("op-1").orElseThrow();
        assertThat(effects.roots()).hasSize(1);
        assertThat(effects.roots()
                        .getFirst()
                        .children()
                        .getFirst()
                        .event()
                        .event()
                        .type())
                .isEqualTo("b");
    }

    @Test
    void refusesANameThatIsInUseUntilItIsFree() {
        EventSubscription first = subscriptions.subscribe("one").handle(_ -> {}).orElseThrow();
        Result<EventSubscription> second = subscriptions.subscribe("one").handle(_ -> {});
        assertThat(second)
                .isInstanceOfSatisfying(
                        Result.Err.class,
                        refused -> assertThat(refused.error().type()).isEqualTo(FoundationErrorType.KEY_TAKEN));
        first.close();
        assertThat(subscriptions.subscribe("one").handle(_ -> {}).succeeded()).isTrue();
        assertThat(subscriptions.list()).hasSize(1);
    }

    @Test
    void refusesWrongNamesAndQueriesAtOnce() {
        EventQuery descending =
                EventQuery.builder().order(EventQuery.Order.DESC).build();
        EventQuery limited = EventQuery.builder().limit(1).build();
        assertThatThrownBy(() -> subscriptions.subscribe("../x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> subscriptions.subscribe("x").query(descending))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> subscriptions.subscribe("x").query(limited))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesABeginningThatIsPruned() {
        append("a", 5);
        events.store().pruneTo(1).orElseThrow();
        EventQuery early = EventQuery.builder().afterPosition(2).build();
        Result<EventSubscription> refused =
                subscriptions.subscribe("late").query(early).handle(_ -> {});
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Result.Err.class,
                        failed -> assertThat(failed.error().type()).isEqualTo(FoundationErrorType.POSITION_PRUNED));
    }

    @Test
    void saysThatRetentionOvertookIt() throws InterruptedException {
        var release = new CountDownLatch(1);
        append("a");
        EventSubscription slow = subscriptions
                .subscribe("slow")
                .handle(stored -> {
                    given.add(stored.position());
                    await(release);
                })
                .orElseThrow();
        take(1);
        append("a", 10);
        events.store().pruneTo(2).orElseThrow();
        release.countDown();
        slowEnds(slow);
        assertThat(slow.trouble().orElseThrow().type()).isEqualTo(FoundationErrorType.POSITION_PRUNED);
        assertThat(given).isEmpty();
        assertThat(subscriptions.health().status()).isEqualTo(HealthStatus.DEGRADED);
        slow.close();
        assertThat(subscriptions.health().status()).isEqualTo(HealthStatus.HEALTHY);
    }

    private static void slowEnds(EventSubscription subscription) {
        while (!subscription.ended()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void goesOnAndCountsWhatItSkippedWhereItIsToldSo() throws InterruptedException {
        var release = new CountDownLatch(1);
        append("a");
        EventSubscription slow = subscriptions
                .subscribe("slow")
                .whenPruned(WhenPruned.SKIP)
                .handle(stored -> {
                    given.add(stored.position());
                    await(release);
                })
                .orElseThrow();
        take(1);
        append("a", 10);
        events.store().pruneTo(2).orElseThrow();
        release.countDown();
        assertThat(take(2)).containsExactly(10L, 11L);
        slow.close();
        assertThat(slow.skipped()).isEqualTo(8);
        assertThat(slow.trouble()).isEmpty();
    }

    @Test
    void feedsOneThreadAndWaits() throws Exception {
        append("a", 2);
        try (EventFeed feed =
                subscriptions.follow(EventQuery.all(), WhenPruned.END).orElseThrow()) {
            assertThat(feed.next().orElseThrow().position()).isEqualTo(1);
            assertThat(feed.next().orElseThrow().position()).isEqualTo(2);
            assertThat(feed.next(Duration.ZERO).orElseThrow()).isEmpty();
            var appender = CompletableFuture.runAsync(() -> append("a"));
            assertThat(feed.next().orElseThrow().position()).isEqualTo(3);
            appender.get();
        }
    }

    @Test
    void endsAFeedsWaitWhenItIsClosedOrInterrupted() throws Exception {
        EventFeed feed = subscriptions.follow(EventQuery.all(), WhenPruned.END).orElseThrow();
        Thread.currentThread().interrupt();
        assertThatThrownBy(feed::next).isInstanceOf(InterruptedException.class);
        var closer = CompletableFuture.runAsync(feed::close);
        assertThat(feed.next().succeeded()).isFalse();
        closer.get();
    }

    @Test
    void endsWithTheFoundation() {
        try (var foundation = Foundation.builder().start().orElseThrow()) {
            EventSubscription subscription =
                    foundation.subscriptions().subscribe("all").handle(_ -> {}).orElseThrow();
            foundation.stop().orElseThrow();
            assertThat(subscription.ended()).isTrue();
            assertThat(subscription.trouble()).isEmpty();
            assertThat(foundation
                            .subscriptions()
                            .subscribe("more")
                            .handle(_ -> {})
                            .succeeded())
                    .isFalse();
        }
    }
}
