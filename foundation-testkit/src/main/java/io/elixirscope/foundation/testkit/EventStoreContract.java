package io.elixirscope.foundation.testkit;

import static io.elixirscope.foundation.error.FoundationErrorType.DATA_NOT_FOUND;
import static io.elixirscope.foundation.error.FoundationErrorType.POSITION_PRUNED;
import static io.elixirscope.foundation.error.FoundationErrorType.SERVICE_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventCursor;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.StoreStats;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [io.elixirscope.foundation.event.EventStore] does, one test a sentence. Extend it in
/// a test of your store:
///
/// ```java
/// final class MyStoreContractTest extends EventStoreContract {
///     @Override
///     protected EventStore newStore(Scheduler scheduler) {
///         return new MyStore(scheduler.clock());
///     }
/// }
/// ```
///
/// The sentences on appending and on queries are in the classes it extends; here are those on
/// retention and the end.
public abstract class EventStoreContract extends EventQueryContract {
    /// For subclasses.
    protected EventStoreContract() {}

    @Test
    void prunesToTheNewest() {
        append(numbered(1, 10));
        assertThat(store.pruneTo(4)).isEqualTo(Result.ok(6L));
        assertThat(positions(all())).containsExactly(7L, 8L, 9L, 10L);
        assertThat(store.pruneTo(4)).isEqualTo(Result.ok(0L));
    }

    @Test
    void prunesWhatWasRecordedBefore() {
        append(numbered(1, 3));
        clock.advance(Duration.ofMinutes(1));
        append(numbered(4, 5));
        assertThat(store.prune(START.plusSeconds(60))).isEqualTo(Result.ok(3L));
        assertThat(ids(all())).containsExactly("e-4", "e-5");
        assertThat(store.prune(START)).isEqualTo(Result.ok(0L));
    }

    @Test
    void prunesEverythingAndGoesOnCounting() {
        append(numbered(1, 5));
        assertThat(store.pruneTo(0)).isEqualTo(Result.ok(5L));
        assertThat(all()).isEmpty();
        assertThat(append(event("next"))).isEqualTo(6);
        assertThat(positions(all())).containsExactly(6L);
    }

    @Test
    void forgetsPrunedEventsEverywhere() {
        for (int i = 1; i <= 10; i++) {
            append(builder("e-" + i).correlationId("c").causeId("x").buildOrThrow());
        }
        store.pruneTo(2).orElseThrow();
        assertRefused(store.get("e-3"), DATA_NOT_FOUND);
        assertThat(all(EventQuery.builder().correlationId("c").build())).hasSize(2);
        assertThat(all(EventQuery.builder().causeId("x").build())).hasSize(2);
        assertThat(all(EventQuery.builder().type("kit.happened").build())).hasSize(2);
        assertThat(store.trace("c").orElseThrow().events()).isEqualTo(2);
    }

    @Test
    void takesAPrunedIdAnew() {
        append(numbered(1, 5));
        store.pruneTo(1).orElseThrow();
        assertThat(append(builder("e-1").data(Value.of("other")).buildOrThrow()))
                .isEqualTo(6);
        assertThat(store.get("e-1").orElseThrow().position()).isEqualTo(6);
    }

    @Test
    void saysThatAPositionIsPruned() {
        append(numbered(1, 10));
        store.pruneTo(4).orElseThrow();
        assertRefused(store.read(6), POSITION_PRUNED);
        assertRefused(store.query(EventQuery.builder().afterPosition(3).build()), POSITION_PRUNED);
        assertThat(message(store.read(6))).contains("6", "7");
        assertThat(store.read(7).succeeded()).isTrue();
        assertThat(store.query(EventQuery.builder().afterPosition(6).build()).succeeded())
                .isTrue();
    }

    @Test
    void passesOverWhatIsPrunedWhileStreaming() {
        append(numbered(1, 10));
        EventCursor cursor = store.query(EventQuery.all()).orElseThrow();
        assertThat(cursor.next().position()).isEqualTo(1);
        store.pruneTo(4).orElseThrow();
        assertThat(positions(drain(cursor))).containsExactly(7L, 8L, 9L, 10L);
        assertThat(cursor.skipped()).isEqualTo(5);
    }

    @Test
    void prunesWhileOthersAppendAndRead() throws InterruptedException {
        Crowd crowd = new Crowd(6);
        crowd.run(thread -> {
            for (int i = 0; i < 100; i++) {
                if (thread == 0) {
                    store.pruneTo(20).orElseThrow();
                } else if (thread < 3) {
                    append(event("t" + thread + "-" + i));
                } else {
                    assertThat(positions(all())).isSorted();
                }
            }
        });
        assertThat(crowd.failures()).isEmpty();
        store.pruneTo(20).orElseThrow();
        StoreStats stats = store.stats();
        assertThat(stats.lastPosition()).isEqualTo(200);
        assertThat(stats.pruned()).isEqualTo(180);
        assertThat(positions(all())).hasSize(20).first().isEqualTo(181L);
    }

    @Test
    void countsWhatItHoldsAndDropped() {
        assertThat(store.stats().firstPosition()).isEqualTo(1);
        append(numbered(1, 10));
        store.append(builder("e-1").node("other").buildOrThrow());
        store.pruneTo(4).orElseThrow();
        StoreStats stats = store.stats();
        assertThat(stats.events()).isEqualTo(4);
        assertThat(stats.firstPosition()).isEqualTo(7);
        assertThat(stats.lastPosition()).isEqualTo(10);
        assertThat(stats.pruned()).isEqualTo(6);
        assertThat(stats.rejected()).isEqualTo(1);
        assertThat(stats.bytes()).isPositive();
        assertThat(stats.durability()).isEqualTo(store.durability());
    }

    @Test
    void isHealthyWhileItTakesAppends() {
        assertThat(store.health().status()).isEqualTo(HealthStatus.HEALTHY);
        store.close();
        assertThat(store.health().status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(store.health().reasons()).isNotEmpty();
    }

    @Test
    void refusesReadsOnceClosed() {
        append(event("a"));
        store.close();
        List<Result<?>> refused = List.of(
                store.get("a"),
                store.get(event("a").identity()),
                store.query(EventQuery.all()),
                store.read(1),
                store.trace("c"),
                store.prune(START),
                store.pruneTo(0));
        assertThat(refused).allSatisfy(result -> assertRefused(result, SERVICE_UNAVAILABLE));
    }

    @Test
    void endsRunningCursorsWhenItIsClosed() {
        append(numbered(1, 10));
        EventCursor cursor = store.query(EventQuery.all()).orElseThrow();
        cursor.next();
        store.close();
        assertThatThrownBy(cursor::next)
                .isInstanceOfSatisfying(
                        FoundationException.class,
                        failed -> assertThat(failed.error().type()).isEqualTo(SERVICE_UNAVAILABLE));
    }

    @Test
    void closesTwiceAndStillCounts() {
        append(numbered(1, 3));
        store.close();
        store.close();
        assertThat(store.stats().lastPosition()).isEqualTo(3);
    }

    @Test
    void callsItsListenersWhenSomethingIsVisibleAndAtItsEnd() throws Exception {
        List<Long> seen = new ArrayList<>();
        AutoCloseable listening = store.onVisible(() -> seen.add(store.newestPosition()));
        append(event("a"));
        append(event("b"));
        assertThat(seen).contains(1L, 2L).isSorted();
        listening.close();
        int before = seen.size();
        append(event("c"));
        assertThat(seen).hasSize(before);
        store.onVisible(() -> seen.add(store.closed() ? -1L : 0L));
        store.close();
        assertThat(seen.getLast()).isEqualTo(-1);
        assertThat(store.newestPosition()).isEqualTo(3);
    }

    @Test
    void refusesWrongArgumentsAtOnce() {
        assertThatThrownBy(() -> store.read(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.pruneTo(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventQuery.builder().limit(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
