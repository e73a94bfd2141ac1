package io.elixirscope.foundation.testkit;

import static io.elixirscope.foundation.error.FoundationErrorType.DATA_NOT_FOUND;
import static io.elixirscope.foundation.error.FoundationErrorType.INVALID_INPUT;
import static io.elixirscope.foundation.error.FoundationErrorType.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.EventCursor;
import io.elixirscope.foundation.event.EventIdentity;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.EventQuery.Operator;
import io.elixirscope.foundation.event.EventQuery.Order;
import io.elixirscope.foundation.event.EventTrace;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Sentences about reading: by id, by query, in order, as a trace.
abstract class EventQueryContract extends EventAppendContract {
    /// Ten events, e-1 to e-10: types a and b by turns, correlation c-0 to c-2, each the effect of
    /// the one before.
    private void appendTen() {
        for (int i = 1; i <= 10; i++) {
            append(Event.builder("e-" + i, "/kit/" + i % 2, i % 2 == 0 ? "a" : "b", START.plusSeconds(i))
                    .correlationId("c-" + i % 3)
                    .causeId(i == 1 ? null : "e-" + (i - 1))
                    .subject("s-" + i % 4)
                    .node("n-" + i % 5)
                    .data(Value.map(Map.of("added", Value.of(i), "deep", Value.list(Value.of("v" + i)))))
                    .buildOrThrow());
        }
    }

    private List<String> find(EventQuery.Builder query) {
        return ids(all(query.build()));
    }

    @Test
    void getsAnEventByItsId() {
        appendTen();
        StoredEvent found = store.get("e-7").orElseThrow();
        assertThat(found.position()).isEqualTo(7);
        assertThat(found.event().id()).isEqualTo("e-7");
    }

    @Test
    void saysWhenThereIsNoSuchId() {
        appendTen();
        assertRefused(store.get("e-11"), DATA_NOT_FOUND);
        assertRefused(store.get(new EventIdentity("/kit/0", "e-1")), DATA_NOT_FOUND);
        assertRefused(store.get(""), DATA_NOT_FOUND);
    }

    @Test
    void namesTheSourcesOfAnAmbiguousId() {
        append(event("a"));
        append(Event.builder("a", "/other", "kit.happened", START).buildOrThrow());
        Result<StoredEvent> refused = store.get("a");
        assertRefused(refused, INVALID_INPUT);
        assertThat(message(refused)).contains("/kit", "/other");
    }

    @Test
    void findsNothingInAnEmptyStore() {
        assertThat(all()).isEmpty();
        assertThat(drain(store.read(1).orElseThrow())).isEmpty();
        assertThat(find(EventQuery.builder().type("a").order(Order.DESC))).isEmpty();
    }

    @Test
    void queriesByType() {
        appendTen();
        assertThat(find(EventQuery.builder().type("a"))).containsExactly("e-2", "e-4", "e-6", "e-8", "e-10");
        assertThat(find(EventQuery.builder().type("nobody"))).isEmpty();
    }

    @Test
    void queriesBySeveralTypesInOrderOfPositions() {
        appendTen();
        assertThat(all(EventQuery.builder().type("b").type("a").build())).isEqualTo(all());
    }

    @Test
    void queriesByCorrelation() {
        appendTen();
        assertThat(find(EventQuery.builder().correlationId("c-1"))).containsExactly("e-1", "e-4", "e-7", "e-10");
    }

    @Test
    void queriesByCause() {
        appendTen();
        assertThat(find(EventQuery.builder().causeId("e-4"))).containsExactly("e-5");
    }

    @Test
    void queriesBySourceSubjectAndNode() {
        appendTen();
        assertThat(find(EventQuery.builder().source("/kit/1").subject("s-3"))).containsExactly("e-3", "e-7");
        assertThat(find(EventQuery.builder().node("n-0"))).containsExactly("e-5", "e-10");
    }

    @Test
    void queriesByTimeFromInclusiveToExclusive() {
        appendTen();
        EventQuery.Builder range =
                EventQuery.builder().from(START.plusSeconds(3)).to(START.plusSeconds(6));
        assertThat(find(range)).containsExactly("e-3", "e-4", "e-5");
    }

    @Test
    void queriesByValuesInsideTheData() {
        appendTen();
        assertThat(find(EventQuery.builder().where("added", Operator.GT, Value.of(8))))
                .containsExactly("e-9", "e-10");
        assertThat(find(EventQuery.builder().where("deep.0", Operator.EQ, Value.of("v3"))))
                .containsExactly("e-3");
        assertThat(find(EventQuery.builder().where("absent", Operator.NE, Value.of(1))))
                .isEmpty();
    }

    @Test
    void needsEveryConditionToHold() {
        appendTen();
        EventQuery.Builder query =
                EventQuery.builder().type("a").correlationId("c-1").where("added", Operator.GE, Value.of(5));
        assertThat(find(query)).containsExactly("e-10");
    }

    @Test
    void ordersBothWays() {
        appendTen();
        List<String> ascending = find(EventQuery.builder().type("b"));
        assertThat(find(EventQuery.builder().type("b").order(Order.DESC))).isEqualTo(ascending.reversed());
        assertThat(find(EventQuery.builder().order(Order.DESC)))
                .isEqualTo(ids(all()).reversed());
    }

    @Test
    void stopsAtTheLimit() {
        appendTen();
        assertThat(find(EventQuery.builder().limit(3))).containsExactly("e-1", "e-2", "e-3");
        assertThat(find(EventQuery.builder().order(Order.DESC).limit(2))).containsExactly("e-10", "e-9");
        assertThat(find(EventQuery.builder().limit(0))).isEmpty();
    }

    @Test
    void goesOnAfterAPositionInEitherOrder() {
        appendTen();
        assertThat(find(EventQuery.builder().afterPosition(7))).containsExactly("e-8", "e-9", "e-10");
        assertThat(find(EventQuery.builder().afterPosition(3).order(Order.DESC)))
                .containsExactly("e-2", "e-1");
        assertThat(find(EventQuery.builder().type("a").afterPosition(6))).containsExactly("e-8", "e-10");
        assertThat(find(EventQuery.builder().afterPosition(10))).isEmpty();
        assertThat(find(EventQuery.builder().afterPosition(99))).isEmpty();
    }

    @Test
    void findsNothingAfterThePositionsThereAre() {
        appendTen();
        for (long after : new long[] {10, 11, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
            assertThat(store.query(EventQuery.builder().afterPosition(after).build())
                            .orElseThrow()
                            .hasNext())
                    .as("after %d", after)
                    .isFalse();
        }
    }

    @Test
    void pagesThroughEverythingOnce() {
        append(numbered(1, 95));
        List<String> seen = new ArrayList<>();
        long after = 0;
        while (true) {
            List<StoredEvent> page =
                    all(EventQuery.builder().afterPosition(after).limit(10).build());
            if (page.isEmpty()) {
                break;
            }
            seen.addAll(ids(page));
            after = page.getLast().position();
        }
        assertThat(seen).isEqualTo(ids(all()));
    }

    @Test
    void readsFromAPosition() {
        appendTen();
        assertThat(positions(drain(store.read(8).orElseThrow()))).containsExactly(8L, 9L, 10L);
        assertThat(drain(store.read(11).orElseThrow())).isEmpty();
    }

    @Test
    void showsWhatWasThereWhenTheQueryBegan() {
        append(numbered(1, 5));
        EventCursor cursor = store.query(EventQuery.all()).orElseThrow();
        append(numbered(6, 9));
        assertThat(ids(drain(cursor))).containsExactly("e-1", "e-2", "e-3", "e-4", "e-5");
    }

    @Test
    void endsACursorThatIsClosed() {
        append(numbered(1, 5));
        EventCursor cursor = store.query(EventQuery.all()).orElseThrow();
        cursor.next();
        cursor.close();
        assertThat(cursor.hasNext()).isFalse();
        assertThatThrownBy(cursor::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void readsALongRow() {
        IntStream.range(0, 10)
                .forEach(i -> store.appendAll(numbered(i * 1_000 + 1, (i + 1) * 1_000))
                        .orElseThrow());
        assertThat(positions(all()))
                .isEqualTo(
                        IntStream.rangeClosed(1, 10_000).mapToObj(Long::valueOf).toList());
        assertThat(all(EventQuery.builder().order(Order.DESC).build())).hasSize(10_000);
    }

    @Test
    void readsOnWhenTheReadingThreadIsInterrupted() {
        appendTen();
        Thread.currentThread().interrupt();
        List<StoredEvent> found = all();
        Result<StoredEvent> one = store.get("e-3");
        boolean kept = Thread.interrupted();
        assertThat(kept).isTrue();
        assertThat(found).hasSize(10);
        assertThat(one.succeeded()).isTrue();
        assertThat(all()).hasSize(10);
    }

    @Test
    void readsWhileOthersAppend() throws InterruptedException {
        append(numbered(1, 100));
        Crowd crowd = new Crowd(4);
        crowd.run(thread -> {
            for (int i = 0; i < 50; i++) {
                if (thread == 0) {
                    store.appendAll(numbered(1_000 + i * 10, 1_009 + i * 10)).orElseThrow();
                } else {
                    List<Long> seen = positions(all());
                    assertThat(seen)
                            .isEqualTo(IntStream.rangeClosed(1, seen.size())
                                    .mapToObj(Long::valueOf)
                                    .toList());
                }
            }
        });
        assertThat(crowd.failures()).isEmpty();
        assertThat(all()).hasSize(600);
    }

    @Test
    void showsATraceAsATree() {
        append(builder("root").correlationId("op").buildOrThrow());
        append(Event.builder("child", "/kit", "kit.happened", START.plusMillis(5))
                .correlationId("op")
                .causeId("root")
                .buildOrThrow());
        append(builder("stray").correlationId("op").causeId("elsewhere").buildOrThrow());
        append(builder("other").correlationId("other").buildOrThrow());
        EventTrace trace = store.trace("op").orElseThrow();
        assertThat(trace.events()).isEqualTo(3);
        assertThat(trace.orphans()).isEqualTo(1);
        assertThat(trace.roots()).extracting(node -> node.event().event().id()).containsExactly("root", "stray");
        EventTrace.Node child = trace.roots().getFirst().children().getFirst();
        assertThat(child.sinceCause()).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void showsAnEmptyTraceOfAnUnknownOperation() {
        assertThat(store.trace("nothing").orElseThrow()).isEqualTo(new EventTrace("nothing", List.of(), 0, 0, 0));
    }

    @Test
    void tracesAChainOfTwentyThousand() {
        List<Event> chain = IntStream.rangeClosed(1, 20_000)
                .mapToObj(i -> builder("e-" + i)
                        .correlationId("deep")
                        .causeId(i == 1 ? null : "e-" + (i - 1))
                        .buildOrThrow())
                .toList();
        store.appendAll(chain).orElseThrow();
        EventTrace trace = store.trace("deep").orElseThrow();
        int depth = 0;
        for (List<EventTrace.Node> level = trace.roots();
                !level.isEmpty();
                level = level.getFirst().children()) {
            depth++;
        }
        assertThat(depth).isEqualTo(20_000);
    }

    @Test
    void countsWhatMatches() {
        appendTen();
        assertThat(store.count(EventQuery.all())).isEqualTo(Result.ok(10L));
        assertThat(store.count(EventQuery.builder().type("a").build())).isEqualTo(Result.ok(5L));
        assertThat(store.count(EventQuery.builder().type("a").limit(2).build())).isEqualTo(Result.ok(2L));
        assertThat(store.count(EventQuery.builder()
                        .where("added", Operator.GT, Value.of(7))
                        .build()))
                .isEqualTo(Result.ok(3L));
    }

    @Test
    void goesByTheMostSelectiveIndex() {
        for (int i = 0; i < 600; i++) {
            append(builder("e-" + i)
                    .correlationId("all")
                    .causeId(i < 3 ? "few" : "many")
                    .buildOrThrow());
        }
        EventQuery.Builder few = EventQuery.builder().type("kit.happened").correlationId("all");
        EventQuery.Plan byCause = store.explain(few.causeId("few").build()).orElseThrow();
        assertThat(byCause).isEqualTo(new EventQuery.Plan(Optional.of("cause"), OptionalLong.of(3), 600));
        EventQuery.Plan all =
                store.explain(EventQuery.builder().source("/kit").build()).orElseThrow();
        assertThat(all).isEqualTo(new EventQuery.Plan(Optional.empty(), OptionalLong.of(600), 600));
        EventQuery newest =
                EventQuery.builder().type("kit.happened").order(Order.DESC).build();
        assertThat(store.explain(newest).orElseThrow().index()).contains("type");
        assertThat(ids(all(few.build()))).containsExactly("e-0", "e-1", "e-2");
    }

    @Test
    void mergesTheTypesOfAQueryInBothOrders() {
        appendTen();
        EventQuery.Builder both =
                EventQuery.builder().type("a").type("b").type("none").afterPosition(3);
        assertThat(positions(all(both.build()))).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(positions(all(both.order(Order.DESC).build()))).containsExactly(2L, 1L);
    }

    @Test
    void endsAQueryWhoseTimeIsOver() {
        appendTen();
        EventQuery query = EventQuery.builder().timeout(Duration.ofSeconds(1)).build();
        EventCursor cursor = store.query(query).orElseThrow();
        clock.advance(Duration.ofSeconds(2));
        assertThatThrownBy(cursor::hasNext)
                .isInstanceOfSatisfying(
                        FoundationException.class,
                        failed -> assertThat(failed.error().type()).isEqualTo(TIMEOUT));
        assertThat(ids(all(query))).hasSize(10);
    }

    @Test
    void endsAQueryAtTheContextsDeadline() {
        appendTen();
        ErrorContext context = ErrorContext.root("kit", clock::nanos, () -> 1).withDeadline(Duration.ofSeconds(1));
        EventCursor cursor = context.call(() -> store.query(EventQuery.all()).orElseThrow());
        clock.advance(Duration.ofSeconds(2));
        assertThatThrownBy(cursor::hasNext).isInstanceOf(FoundationException.class);
        assertRefused(
                context.call(() -> store.count(EventQuery.builder().type("a").build())), TIMEOUT);
    }

    @Test
    void isCancelledByAnyThreadThatClosesTheCursor() throws InterruptedException {
        appendTen();
        EventCursor cursor = store.query(EventQuery.all()).orElseThrow();
        cursor.next();
        Crowd crowd = new Crowd(1);
        crowd.run(_ -> cursor.close());
        assertThat(crowd.failures()).isEmpty();
        assertThat(cursor.hasNext()).isFalse();
    }

    @Test
    void saysHowFarAQueryLooks() {
        appendTen();
        EventCursor cursor =
                store.query(EventQuery.builder().type("none").build()).orElseThrow();
        append(event("later"));
        assertThat(drain(cursor)).isEmpty();
        assertThat(cursor.through()).isEqualTo(10);
    }
}
