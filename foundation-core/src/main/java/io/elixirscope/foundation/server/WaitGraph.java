package io.elixirscope.foundation.server;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds waits that would wait for themselves: server → its thread → what that thread waits for →
/// that server → …
final class WaitGraph {
    /// Longer chains are not searched; they end by their deadlines.
    static final int LONGEST_CHAIN = 4_096;

    private WaitGraph() {}

    /// One wait of the code of `from` and, if callers run it, of all the code around it on the
    /// same thread. It ends when one of its ways goes on.
    sealed interface Edge {
        /// Whose code waits.
        @Nullable
        Waiter from();

        /// How many ways there are for it to end.
        int ways();

        /// Whose thread is needed for one of them; null if nobody's now.
        @Nullable
        Waiter way(int number);

        /// Whether that thread is needed. A deferred call may be answered by anybody.
        boolean holds();
    }

    /// For a place in the mailbox of `target` (no call yet), or for the answer to `call`.
    record ForServer(
            @Nullable Waiter from,
            ServerCell<?, ?> target,
            @Nullable Envelope call) implements Edge {
        @Override
        public int ways() {
            return 1;
        }

        @Override
        public @Nullable Waiter way(int number) {
            return target.incarnation();
        }

        @Override
        public boolean holds() {
            Envelope sent = call;
            return sent == null || (!sent.settled() && sent.deferredBy == null);
        }
    }

    /// For the end of any of `awaited`.
    record ForWork(Waiter from, List<ServerRuntime.Work> awaited) implements Edge {
        @Override
        public int ways() {
            return awaited.size();
        }

        @Override
        public Waiter way(int number) {
            return awaited.get(number);
        }

        @Override
        public boolean holds() {
            return true; // work that is over is looked at as such
        }
    }

    /*
     * The edge of `me` is stored before the fence, so of n threads that close a cycle the last to fence sees all the
     * others: none is missed. Two passes that see the same edges, each still holding, mean that all of them existed
     * together between the passes: none is invented. An edge is compared by identity; a new wait is a new edge.
     */

    /// Enters the wait of the code of `from` on the current thread.
    ///
    /// @param from whose code waits; on a thread that runs neither a server's code nor a task
    ///     there is nothing to enter
    /// @return the names along the cycle that it closes, empty if it closes none
    static List<String> enter(@Nullable Waiter from, Edge edge) {
        if (from == null || !from.onOwnThread()) {
            return List.of();
        }
        onThread(from, edge);
        return cycle(from, edge);
    }

    /// Takes it out again.
    static void leave(@Nullable Waiter from) {
        if (from != null && from.onOwnThread()) {
            onThread(from, null);
        }
    }

    /// For all the code that is on the stack of the current thread.
    private static void onThread(Waiter from, @Nullable Edge edge) {
        from.waitsFor(edge);
        for (Waiter each = from.outer(); each != null && each.onOwnThread(); each = each.outer()) {
            each.waitsFor(edge);
        }
    }

    /// The names along the cycle that the wait `mine` closes, starting and ending with the
    /// waiter's; empty if none.
    static List<String> cycle(Waiter me, Edge mine) {
        VarHandle.fullFence();
        WaitSearch first = new WaitSearch(me, mine);
        if (!first.closed() || !first.same(new WaitSearch(me, mine))) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        names.add(me.label());
        for (WaitSearch.Hop hop : first.wayBack()) {
            inwards(hop.waiter(), hop.edge().from(), names);
        }
        return names;
    }

    /// The names along the cycle of a call to a server whose code runs on this thread already,
    /// around that of `from`.
    static List<String> inside(Incarnation from, Incarnation target) {
        List<String> names = new ArrayList<>();
        names.add(from.label());
        inwards(target, from, names);
        return names;
    }

    /// Adds the names of the code from `outside` to what runs inside it on the same thread.
    private static void inwards(Waiter outside, @Nullable Waiter innermost, List<String> names) {
        int at = names.size();
        Waiter each = innermost;
        for (int i = 0; each != null && each != outside && i < LONGEST_CHAIN; i++) {
            names.add(at, each.label());
            each = each.outer();
        }
        names.add(at, outside.label());
    }
}
