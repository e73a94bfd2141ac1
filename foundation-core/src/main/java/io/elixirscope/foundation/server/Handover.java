package io.elixirscope.foundation.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The role of one incarnation of a non-blocking server on its way: from a caller to nobody, to a thread of
/// the server's own, or to the supervisor. Thread-safe.
///
/// A caller may come with hardly any stack left, so that any call of the engine may overflow. It leaves the
/// role behind by one store to [#left]; whoever comes next adopts it: this caller if its stack suffices
/// further up, a timer, the next sender, or the supervisor. Nobody starts or wakes a thread without room on
/// the stack ([StackRoom]).
final class Handover {
    private static final Duration ADOPT_AGAIN = Duration.ofMillis(100);

    private final ServerCell<?, ?> cell;
    private final Incarnation incarnation;
    private final IncarnationLoop<?, ?, ?> loop;
    private final Mailbox mailbox;
    /// What stands for the role that was left behind: a caller's loan, or [Mailbox#OWNED]. Stored directly by
    /// who has no stack for a call.
    volatile @Nullable Envelope left;

    Handover(ServerCell<?, ?> cell, Incarnation incarnation, IncarnationLoop<?, ?, ?> loop) {
        this.cell = cell;
        this.incarnation = incarnation;
        this.loop = loop;
        this.mailbox = cell.mailbox();
    }

    /// The caller of this gives the role up, or over to a thread if there is something to do. Throws only
    /// before it has begun.
    void release() {
        boolean released = false;
        try {
            released = !loop.busy() && mailbox.release();
            if (!released) {
                StackRoom.need();
                loop.handOver();
            } else if (incarnation.wanted()) {
                cell.wakeOwner();
            }
        } catch (Throwable noThread) {
            if (!released) {
                left = Mailbox.OWNED;
            }
            try {
                adoptLater();
            } catch (StackOverflowError again) {
                // the next sender or the supervisor adopts it
            }
        }
    }

    /// The caller of this gives the role to a thread of the server's own; if there is none to be had, later.
    /// Throws only before it has begun.
    void toOwnThread() {
        try {
            StackRoom.need();
            loop.handOver();
        } catch (Throwable noThread) {
            left = Mailbox.OWNED;
            try {
                adoptLater();
            } catch (StackOverflowError again) {
                // the next sender or the supervisor adopts it
            }
        }
    }

    /// Takes a role that was left behind and gives it to a thread of the server's own. Throws
    /// [StackOverflowError] if this thread has no stack for that either.
    void adopt() {
        if (left == null) {
            return;
        }
        synchronized (this) {
            Envelope found = left;
            if (found == null) {
                return;
            }
            StackRoom.need();
            left = null;
            Envelope still = found;
            try {
                if (found == Mailbox.OWNED || mailbox.endLoan(found)) {
                    still = Mailbox.OWNED;
                    toOwnThread();
                }
            } catch (StackOverflowError noStack) {
                left = still;
                throw noStack;
            }
        }
    }

    private void adoptLater() {
        try {
            StackRoom.need();
            cell.runtime().timers().after(ADOPT_AGAIN, this::adopt);
        } catch (RuntimeException | Error noTimer) {
            // the next sender or the supervisor adopts it
        }
    }

    /// The supervisor takes the role from the caller that has it, or from nobody.
    ///
    /// @return false if a thread of the server's own, or a caller outside the handler, has it and will
    ///     leave by itself
    boolean toSupervisor() {
        adopt();
        return mailbox.endAnyLoan() || mailbox.own();
    }
}
