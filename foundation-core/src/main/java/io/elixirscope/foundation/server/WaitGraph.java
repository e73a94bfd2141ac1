package io.elixirscope.foundation.server;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds calls that would wait for themselves: server → its thread → what that thread waits for → that
/// server → …
final class WaitGraph {
    /// Longer chains are not searched; they end by their deadlines.
    private static final int LONGEST_CHAIN = 4_096;

    private WaitGraph() {}

    /// One wait of the code of `from` and, if callers run it, of all the servers' code around it on the
    /// same thread: for a place in the mailbox of `target` (no call yet), or for the answer to `call`.
    record Edge(
            @Nullable Incarnation from,
            ServerCell<?, ?> target,
            @Nullable Envelope call) {
        /// Whether `target`'s own thread is needed to end this wait. A deferred call may be answered by
        /// anybody.
        boolean holds() {
            Envelope sent = call;
            return sent == null || (!sent.settled() && sent.deferredBy == null);
        }
    }

    private record Hop(Incarnation waiter, Edge edge) {}

    /*
     * The edge of `me` is stored before the fence, so of n threads that close a cycle the last to fence sees all the
     * others: none is missed. Two passes that see the same edges, each still holding, mean that all of them existed
     * together between the passes: none is invented. An edge is compared by identity; a new wait is a new edge.
     */

    /// Enters the wait of the code of `from` on the current thread.
    ///
    /// @param from whose code waits; on a thread that owns no server's code there is nothing to enter
    /// @return the names of the servers along the cycle that it closes, empty if it closes none
    static List<String> enter(@Nullable Incarnation from, Edge edge) {
        if (from == null || !from.onOwnThread()) {
            return List.of();
        }
        onThread(from, edge);
        return cycle(from, edge);
    }

    /// Takes it out again.
    static void leave(@Nullable Incarnation from) {
        if (from != null && from.onOwnThread()) {
            onThread(from, null);
        }
    }

    /// For all servers' code that is on the stack of the current thread.
    private static void onThread(Incarnation from, @Nullable Edge edge) {
        from.waitsFor(edge);
        for (Incarnation each = from.outer(); each != null && each.onOwnThread(); each = each.outer()) {
            each.waitsFor(edge);
        }
    }

    /// The names along the cycle that the wait `mine` closes, starting and ending with the waiter's; empty
    /// if none.
    static List<String> cycle(Incarnation me, Edge mine) {
        VarHandle.fullFence();
        List<Hop> first = walk(me, mine);
        if (first.isEmpty()) {
            return List.of();
        }
        List<Hop> second = walk(me, mine);
        if (!same(first, second)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        names.add(me.server());
        first.stream().skip(1).forEach(hop -> inwards(hop.waiter(), hop.edge().from(), names));
        return names;
    }

    /// The names along the cycle of a call to a server whose code runs on this thread already, around that
    /// of `from`.
    static List<String> inside(Incarnation from, Incarnation target) {
        List<String> names = new ArrayList<>();
        names.add(from.server());
        inwards(target, from, names);
        return names;
    }

    /// Adds the names of the servers' code from `outside` to what runs inside it on the same thread.
    private static void inwards(Incarnation outside, @Nullable Incarnation innermost, List<String> names) {
        int at = names.size();
        Incarnation each = innermost;
        for (int i = 0; each != null && each != outside && i < LONGEST_CHAIN; i++) {
            names.add(at, each.server());
            each = each.outer();
        }
        names.add(at, outside.server());
    }

    /// The chain of waits from `me` back to code on this thread, empty if it ends elsewhere.
    @SuppressWarnings("ReferenceEquality") // an edge is one wait, not its contents
    private static List<Hop> walk(Incarnation me, Edge mine) {
        List<Hop> chain = new ArrayList<>(4);
        Incarnation waiter = me;
        Edge edge = mine;
        while (chain.size() < LONGEST_CHAIN) {
            chain.add(new Hop(waiter, edge));
            Incarnation owner = edge.target().incarnation();
            if (owner != null && (owner == me || owner.waiting() == mine)) {
                chain.add(new Hop(owner, mine));
                return chain;
            }
            if (owner == null || owner.fenced()) {
                return List.of();
            }
            Edge next = owner.waiting();
            if (next == null || !next.holds()) {
                return List.of();
            }
            waiter = owner;
            edge = next;
        }
        return List.of();
    }

    @SuppressWarnings("ReferenceEquality") // an edge is one wait, not its contents
    private static boolean same(List<Hop> first, List<Hop> second) {
        if (first.size() != second.size()) {
            return false;
        }
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).waiter() != second.get(i).waiter()
                    || first.get(i).edge() != second.get(i).edge()) {
                return false;
            }
        }
        return true;
    }
}
