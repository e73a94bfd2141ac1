package io.elixirscope.foundation.server;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One pass over all that a wait waits for, directly or not. It finds a cycle if everything there
/// waits, and waits in the end for the code of this thread. The pass stops at the first code that
/// does not wait.
///
/// Code that waits for somebody else's cycle is not stuck: whoever closed that one is refused.
final class WaitSearch {
    private static final int HOME = -1;

    private final Waiter me;
    private final WaitGraph.Edge mine;
    private final List<Hop> hops = new ArrayList<>(4);
    private final List<Step> steps = new ArrayList<>(4);
    private final boolean closed;

    /// Code that waits, and its wait.
    record Hop(Waiter waiter, WaitGraph.Edge edge) {}

    /// Hop number `from` waits for hop number `to`, or for the code `at` of this thread.
    private record Step(int from, int to, Waiter at) {}

    WaitSearch(Waiter me, WaitGraph.Edge mine) {
        this.me = me;
        this.mine = mine;
        hops.add(new Hop(me, mine));
        this.closed = allWait() && allComeHome();
    }

    /// Whether it found a cycle.
    boolean closed() {
        return closed;
    }

    private boolean allWait() {
        for (int from = 0; from < hops.size(); from++) {
            WaitGraph.Edge edge = hops.get(from).edge();
            for (int way = 0; way < edge.ways(); way++) {
                if (!waits(from, edge.way(way))) {
                    return false;
                }
            }
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // an edge is one wait, not its contents
    private boolean waits(int from, @Nullable Waiter needed) {
        if (needed == null) {
            return false;
        }
        if (needed == me || needed.waiting() == mine) {
            return steps.add(new Step(from, HOME, needed));
        }
        WaitGraph.Edge next = needed.over() ? null : needed.waiting();
        if (next == null || !next.holds() || hops.size() == WaitGraph.LONGEST_CHAIN) {
            return false;
        }
        int to = numberOf(needed);
        if (to == hops.size()) {
            hops.add(new Hop(needed, next));
        }
        return steps.add(new Step(from, to, needed));
    }

    private int numberOf(Waiter waiter) {
        int number = 0;
        while (number < hops.size() && hops.get(number).waiter() != waiter) {
            number++;
        }
        return number;
    }

    private boolean allComeHome() {
        BitSet home = new BitSet();
        boolean more = true;
        while (more) {
            more = false;
            for (Step step : steps.reversed()) {
                if (!home.get(step.from()) && (step.to() == HOME || home.get(step.to()))) {
                    home.set(step.from());
                    more = true;
                }
            }
        }
        return home.cardinality() == hops.size();
    }

    /// The shortest way from this thread's code, without it, to the code of this thread that is
    /// needed.
    List<Hop> wayBack() {
        List<Hop> way = new ArrayList<>();
        Step last = steps.stream().filter(step -> step.to() == HOME).findFirst().orElseThrow();
        way.add(new Hop(last.at(), mine));
        for (int at = last.from(); at != 0; at = before(at)) {
            way.addFirst(hops.get(at));
        }
        return way;
    }

    private int before(int hop) {
        return steps.stream()
                .filter(step -> step.to() == hop)
                .findFirst()
                .orElseThrow()
                .from();
    }

    /// Whether another pass saw the same waits.
    @SuppressWarnings("ReferenceEquality") // an edge is one wait, not its contents
    boolean same(WaitSearch other) {
        if (!other.closed || hops.size() != other.hops.size()) {
            return false;
        }
        for (int i = 0; i < hops.size(); i++) {
            if (hops.get(i).waiter() != other.hops.get(i).waiter()
                    || hops.get(i).edge() != other.hops.get(i).edge()) {
                return false;
            }
        }
        return true;
    }
}
