package io.elixirscope.foundation.server;

import java.util.ArrayDeque;

/// The waiting casts of a mailbox that drops its oldest ones. Thread-safe.
///
/// In the mailbox's stack, from whose middle nothing can be taken, each of them stands as a ticket that does
/// not say which: the owner that takes a ticket handles the oldest cast. There are as many tickets as casts,
/// in the same order, because a cast and its ticket are added under one lock: what its sender sends next is
/// linked behind a ticket that is the cast's or a later one. A cast that comes to a full mailbox takes the
/// oldest one's place, and so moves all others forward by one ticket. It may so pass calls, but none of its
/// own sender's, who would still be waiting for the answer.
final class WaitingCasts {
    private final ArrayDeque<Envelope> oldestFirst = new ArrayDeque<>();

    /// What became of a cast.
    enum Placed {
        /// It waits, with a ticket.
        LINKED,
        /// The same, and nobody owned the mailbox, as [Mailbox#link(Envelope)] says.
        LINKED_OWNERLESS,
        /// It waits in the place of the oldest, which is dropped.
        FOR_OLDEST,
        /// No cast waits that it could replace.
        NOT
    }

    synchronized Placed add(Envelope cast, Mailbox mailbox) {
        if (mailbox.reserve()) {
            oldestFirst.addLast(cast);
            return mailbox.link(Envelope.ticket()) ? Placed.LINKED_OWNERLESS : Placed.LINKED;
        }
        if (oldestFirst.pollFirst() == null) {
            return Placed.NOT;
        }
        oldestFirst.addLast(cast);
        return Placed.FOR_OLDEST;
    }

    /// The cast of a ticket that was taken.
    synchronized Envelope take() {
        return oldestFirst.removeFirst();
    }
}
