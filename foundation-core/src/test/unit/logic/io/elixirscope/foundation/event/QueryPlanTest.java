package io.elixirscope.foundation.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.event.EventQuery.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class QueryPlanTest {
    /// Positions by key and text, newest first; how many were asked for.
    private final Map<String, long[]> rows = new HashMap<>();
    private int steps;

    private void row(IndexedKey key, String text, LongStream ascending) {
        long[] positions = ascending.toArray();
        long[] newestFirst = new long[positions.length];
        for (int i = 0; i < positions.length; i++) {
            newestFirst[i] = positions[positions.length - 1 - i];
        }
        rows.put(key + text, newestFirst);
    }

    private Positions chain(IndexedKey key, String text) {
        Positions row = Positions.of(rows.getOrDefault(key + text, new long[0]));
        return () -> {
            steps++;
            return row.next();
        };
    }

    private QueryPlan plan(long from, long to) {
        return new QueryPlan(this::chain, from, to);
    }

    private static List<Long> all(Positions positions) {
        List<Long> found = new ArrayList<>();
        for (long position = positions.next(); position != 0; position = positions.next()) {
            found.add(position);
        }
        return found;
    }

    @Test
    void endsTheRaceWithTheShortestKey() {
        row(IndexedKey.CORRELATION, "c", LongStream.rangeClosed(1, 50_000));
        row(IndexedKey.CAUSE, "x", LongStream.of(3, 7, 40_000));
        row(IndexedKey.TYPE, "t", LongStream.rangeClosed(1, 100_000));
        EventQuery query =
                EventQuery.builder().correlationId("c").causeId("x").type("t").build();
        var chosen = plan(1, 100_000).choose(query);
        assertThat(chosen.key()).isEqualTo(IndexedKey.CAUSE);
        assertThat(all(chosen.positions())).containsExactly(3L, 7L, 40_000L);
        assertThat(steps).isLessThan(1_000);
    }

    @Test
    void collectsNothingForTheNewestOfOneKey() {
        row(IndexedKey.TYPE, "t", LongStream.rangeClosed(1, 100_000));
        EventQuery query = EventQuery.builder().type("t").order(Order.DESC).build();
        Positions positions = plan(1, 100_000).positions(query);
        assertThat(positions.next()).isEqualTo(100_000);
        assertThat(positions.next()).isEqualTo(99_999);
        assertThat(steps).isEqualTo(2);
    }

    @Test
    void looksAtAllPositionsWhenEveryKeyHasTooMany() {
        row(IndexedKey.TYPE, "t", LongStream.rangeClosed(1, 200_000).filter(i -> i % 2 == 0));
        EventQuery query = EventQuery.builder().type("t").build();
        var chosen = plan(1, 200_000).choose(query);
        assertThat(chosen.key()).isNull();
        assertThat(chosen.positions().next()).isEqualTo(1);
        assertThat(steps).isLessThan(66_100);
    }

    @Test
    void followsTheFirstKeyToTheNewestWhenEveryKeyHasTooMany() {
        row(IndexedKey.CORRELATION, "c", LongStream.rangeClosed(1, 200_000).filter(i -> i % 2 == 0));
        row(IndexedKey.TYPE, "t", LongStream.rangeClosed(1, 200_000));
        EventQuery query = EventQuery.builder()
                .correlationId("c")
                .type("t")
                .order(Order.DESC)
                .build();
        var chosen = plan(1, 200_000).choose(query);
        assertThat(chosen.key()).isEqualTo(IndexedKey.CORRELATION);
        assertThat(all(chosen.positions())).hasSize(100_000).startsWith(200_000L, 199_998L);
    }

    @Test
    void givesEachPositionOfSeveralRowsOnceAndInOrder() {
        row(IndexedKey.TYPE, "a", LongStream.of(1, 4, 9));
        row(IndexedKey.TYPE, "b", LongStream.of(2, 4, 8));
        EventQuery.Builder query = EventQuery.builder().type("a").type("b").type("none");
        assertThat(all(plan(2, 8).positions(query.build()))).containsExactly(2L, 4L, 8L);
        assertThat(all(plan(1, 100).positions(query.order(Order.DESC).build()))).containsExactly(9L, 8L, 4L, 2L, 1L);
    }
}
