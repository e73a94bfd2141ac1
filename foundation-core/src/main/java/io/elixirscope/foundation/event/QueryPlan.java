package io.elixirscope.foundation.event;

import io.elixirscope.foundation.event.EventQuery.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Chooses the positions that a query looks at: those of the first of its indexed keys
/// (correlation, cause, types) that has few enough, else all. What comes out is only a candidate;
/// the query's conditions are tested on each event.
final class QueryPlan {
    /// Most positions that a query collects: the bound of its memory, 512 KiB.
    static final int MAX_COLLECTED = 65_536;

    private final EventIndexes indexes;
    private final long from;
    private final long to;

    /// @param from oldest position wanted
    /// @param to newest position wanted
    QueryPlan(EventIndexes indexes, long from, long to) {
        this.indexes = indexes;
        this.from = from;
        this.to = to;
    }

    Positions positions(EventQuery query) {
        List<List<PositionChain>> choices = new ArrayList<>();
        query.correlationId().ifPresent(id -> choices.add(List.of(indexes.chain(IndexedKey.CORRELATION, id))));
        query.causeId().ifPresent(id -> choices.add(List.of(indexes.chain(IndexedKey.CAUSE, id))));
        if (!query.types().isEmpty()) {
            choices.add(query.types().stream()
                    .map(type -> indexes.chain(IndexedKey.TYPE, type))
                    .toList());
        }
        for (List<PositionChain> chains : choices) {
            long[] collected = collect(chains);
            if (collected.length <= MAX_COLLECTED) {
                return Positions.of(query.order() == Order.ASC ? collected : reversed(collected));
            }
        }
        return query.order() == Order.ASC ? Positions.ascending(from, to) : Positions.descending(to, from);
    }

    /// Ascending; longer than [#MAX_COLLECTED] when there are too many.
    private long[] collect(List<PositionChain> chains) {
        long[] found = new long[64];
        int size = 0;
        for (PositionChain chain : chains) {
            for (long position = chain.next(); position >= from && position != 0; position = chain.next()) {
                if (size > MAX_COLLECTED) {
                    return found;
                }
                if (size == found.length) {
                    found = Arrays.copyOf(found, 2 * size);
                }
                if (position <= to) {
                    found[size++] = position;
                }
            }
        }
        long[] sorted = Arrays.copyOf(found, size);
        Arrays.sort(sorted);
        return sorted;
    }

    private static long[] reversed(long[] ascending) {
        long[] descending = new long[ascending.length];
        for (int i = 0; i < ascending.length; i++) {
            descending[i] = ascending[ascending.length - 1 - i];
        }
        return descending;
    }
}
