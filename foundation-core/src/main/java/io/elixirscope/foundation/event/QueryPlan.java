package io.elixirscope.foundation.event;

import io.elixirscope.foundation.event.EventQuery.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Chooses the positions that a query looks at, the same way for every store. What comes out is
/// only a candidate; the query's conditions are tested on each event.
///
/// The query's indexed keys (correlation, cause, types) run a race: of each a stretch of positions
/// is collected in turn, and the first that has no more is the most selective one. So the choice
/// costs as many steps as there are keys for each position of the shortest, and no index has to
/// know how often a key occurs. A query that wants the newest first and has one key is not
/// collected at all: it follows the key's chain as far as it is read. Where every key has more than
/// [#MAX_COLLECTED] positions, the newest-first query follows the first key, and the oldest-first
/// one looks at all positions.
final class QueryPlan {
    /// Most positions that a query collects of one key: the bound of its memory, 512 KiB.
    static final int MAX_COLLECTED = 65_536;

    private static final int STRETCH = 256;

    private final BiFunction<IndexedKey, String, ? extends Positions> chains;
    private final long from;
    private final long to;

    /// @param chains gives the positions of a key, newest first
    /// @param from oldest position wanted
    /// @param to newest position wanted
    QueryPlan(BiFunction<IndexedKey, String, ? extends Positions> chains, long from, long to) {
        this.chains = chains;
        this.from = from;
        this.to = to;
    }

    /// Where a query looks.
    ///
    /// @param key the index; null: none, all positions
    /// @param candidates how many positions there are to look at; -1: not known beforehand
    record Chosen(@Nullable IndexedKey key, long candidates, Positions positions) {}

    Chosen choose(EventQuery query) {
        List<Runner> runners = runners(query);
        if (runners.isEmpty()) {
            return new Chosen(null, Math.max(0, to - from + 1), all(query.order()));
        }
        boolean newestFirst = query.order() == Order.DESC;
        if (newestFirst && runners.size() == 1) {
            return new Chosen(runners.getFirst().key, -1, runners.getFirst().chain);
        }
        Runner winner = race(runners);
        if (winner != null) {
            return new Chosen(winner.key, winner.size, winner.positions(query.order()));
        }
        return newestFirst
                ? new Chosen(runners.getFirst().key, -1, runners(query).getFirst().chain)
                : new Chosen(null, Math.max(0, to - from + 1), all(query.order()));
    }

    Positions positions(EventQuery query) {
        return choose(query).positions();
    }

    /// What would be looked at, of so many events retained.
    EventQuery.Plan explain(EventQuery query, long events) {
        Chosen chosen = choose(query);
        Optional<String> index =
                Optional.ofNullable(chosen.key()).map(key -> key.name().toLowerCase(Locale.ROOT));
        OptionalLong candidates = chosen.candidates() < 0 ? OptionalLong.empty() : OptionalLong.of(chosen.candidates());
        return new EventQuery.Plan(index, candidates, events);
    }

    private Positions all(Order order) {
        return order == Order.ASC ? Positions.ascending(from, to) : Positions.descending(to, from);
    }

    private List<Runner> runners(EventQuery query) {
        List<Runner> runners = new ArrayList<>(3);
        query.correlationId().ifPresent(id -> runners.add(runner(IndexedKey.CORRELATION, List.of(id))));
        query.causeId().ifPresent(id -> runners.add(runner(IndexedKey.CAUSE, List.of(id))));
        if (!query.types().isEmpty()) {
            runners.add(runner(IndexedKey.TYPE, List.copyOf(query.types())));
        }
        return runners;
    }

    private Runner runner(IndexedKey key, List<String> texts) {
        List<Positions> newestFirst = new ArrayList<>(texts.size());
        for (String text : texts) {
            newestFirst.add(chains.apply(key, text));
        }
        return new Runner(key, Positions.within(Positions.merged(newestFirst), from, to));
    }

    private static @Nullable Runner race(List<Runner> runners) {
        for (int round = 0; round <= MAX_COLLECTED / STRETCH; round++) {
            for (Runner runner : runners) {
                if (runner.ends(STRETCH)) {
                    return runner;
                }
            }
        }
        return null;
    }

    /// Collects the positions of one key, newest first.
    private static final class Runner {
        private final IndexedKey key;
        private final Positions chain;
        private long[] found = new long[64];
        private int size;

        Runner(IndexedKey key, Positions chain) {
            this.key = key;
            this.chain = chain;
        }

        /// Collects so many more. Returns whether there are none left.
        boolean ends(int stretch) {
            for (int i = 0; i < stretch; i++) {
                long position = chain.next();
                if (position == 0) {
                    return true;
                }
                if (size == found.length) {
                    found = Arrays.copyOf(found, 2 * size);
                }
                found[size++] = position;
            }
            return false;
        }

        Positions positions(Order order) {
            long[] wanted = Arrays.copyOf(found, size);
            if (order == Order.ASC) {
                for (int i = 0; i < size; i++) {
                    wanted[i] = found[size - 1 - i];
                }
            }
            return Positions.of(wanted);
        }
    }
}
