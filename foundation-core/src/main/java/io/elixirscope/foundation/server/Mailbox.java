package io.elixirscope.foundation.server;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The waiting messages of one server: many senders, one owner at a time, bounded. It belongs to the
/// server's name and outlives incarnations.
///
/// `head`, the superclass's word, is the whole protocol between senders and owner:
///
/// | head | meaning |
/// | --- | --- |
/// | null | an incarnation owns nothing and sleeps; who links the first message must wake it |
/// | [#OWNED] | owned, nothing newer is waiting |
/// | a loan | owned by a caller that runs its own message, nothing is waiting |
/// | an envelope | owned, the newest waiting message, linked to older ones; it knows the loan at the bottom, if any |
///
/// Between incarnations the mailbox stays owned, so nobody wakes a dead one. Only the owner takes messages
/// off; only [#release()] leads to null, so no message can be linked unseen. The order of arrival is the
/// order of the senders' compare-and-set on `head`.
///
/// Of a non-blocking server, null means that nobody owns it: who links the first message has the ownership
/// and must give it to a thread, and a caller may take a loan instead. The caller that comes back gives it
/// back ([#giveBack(Envelope)]) or ends it ([#endLoan(Envelope)]), unless a supervisor that gave the caller
/// up has ended it before ([#endAnyLoan()]): one of them succeeds.
@SuppressWarnings("serial") // never serialised
final class Mailbox extends AtomicReference<@Nullable Envelope> {
    /// The head of a mailbox that is owned, nothing newer waiting.
    static final Envelope OWNED = Envelope.system(new Envelope.StopMark(ExitReason.shutdown(), -1), null);

    private static final AtomicIntegerFieldUpdater<Mailbox> PLACES =
            AtomicIntegerFieldUpdater.newUpdater(Mailbox.class, "places");

    /// Of how many places one may be late to become free; none where casts are dropped for want of
    /// a place.
    private static final int PLACES_FOR_ONE_LATE = 64;

    private final int capacity;
    /// Places that are taken.
    private volatile int places;
    /// Made when somebody has to wait first. Who frees a place looks here after it is free, who waits looks for
    /// a place after this was made.
    private volatile @Nullable PlaceWaiters waiters;
    /// Of a mailbox that drops its oldest casts.
    private final @Nullable WaitingCasts casts;
    /// Taken off the stack and not yet handled, oldest first; the owner's.
    private @Nullable Envelope batch;
    /// Places of messages taken from the batch that are still counted; the owner's.
    private int owed;
    /// Taken off the stack when a loan ended, newest first, not yet in [#batch]; the owner's.
    private @Nullable Envelope unsorted;

    Mailbox(int capacity) {
        this(capacity, GenServer.Overflow.reject());
    }

    Mailbox(int capacity, GenServer.Overflow overflow) {
        super(OWNED);
        this.capacity = capacity;
        this.casts = overflow instanceof GenServer.Overflow.DropOldest ? new WaitingCasts() : null;
    }

    /// Has a cast wait in a mailbox that drops its oldest ones.
    WaitingCasts.Placed place(Envelope cast) {
        return Objects.requireNonNull(casts).add(cast, this);
    }

    /// Takes a place for a message that counts.
    ///
    /// @return false if all are taken
    boolean reserve() {
        int taken = places;
        while (taken < capacity) {
            if (PLACES.compareAndSet(this, taken, taken + 1)) {
                return true;
            }
            taken = places;
        }
        return false;
    }

    /// A place that was taken for a message that does not come after all.
    void giveBackPlace() {
        giveBackPlaces(1);
    }

    private void giveBackPlaces(int number) {
        PLACES.addAndGet(this, -number);
        PlaceWaiters waiting = waiters;
        for (int i = 0; waiting != null && i < number; i++) {
            waiting.wakeOne();
        }
    }

    /// How many messages that count may wait.
    int capacity() {
        return capacity;
    }

    /// Who wait for a place.
    PlaceWaiters waiters() {
        PlaceWaiters made = waiters;
        if (made == null) {
            synchronized (this) {
                made = waiters == null ? new PlaceWaiters() : waiters;
                waiters = made;
            }
        }
        return made;
    }

    /// Has all who wait for a place look again how the server stands.
    void wakeWaiters() {
        PlaceWaiters waiting = waiters;
        if (waiting != null) {
            waiting.wakeAll();
        }
    }

    /// Messages that count and wait.
    int length() {
        return places;
    }

    /// Links a message; one that counts has its place already.
    ///
    /// @return true if the owner slept: the caller of this must wake it
    boolean link(Envelope envelope) {
        while (true) {
            Envelope newest = get();
            Envelope loan = newest == null ? null : newest.loan;
            envelope.next = newest == OWNED || newest == loan ? null : newest;
            envelope.loan = loan;
            if (compareAndSet(newest, envelope)) {
                return newest == null;
            }
        }
    }

    /// Takes the oldest message. Owner only. Its place becomes free, in a large mailbox together
    /// with those of some after it: senders and owner would else fight for the count with each
    /// message.
    ///
    /// @return null if none is waiting
    @Nullable
    Envelope take() {
        sort();
        Envelope oldest = batch;
        if (oldest == null) {
            if (get() == OWNED) {
                return null;
            }
            oldest = reversed(getAndSet(OWNED));
            if (oldest == null) {
                return null;
            }
        }
        batch = oldest.next;
        oldest.next = null;
        owed += oldest.counted ? 1 : 0;
        if (batch == null || casts != null || owed > capacity / PLACES_FOR_ONE_LATE) {
            pay();
        }
        return taken(oldest);
    }

    private void pay() {
        if (owed > 0) {
            int number = owed;
            owed = 0;
            giveBackPlaces(number);
        }
    }

    private void sort() {
        if (unsorted != null) {
            batch = reversed(unsorted);
            unsorted = null;
        }
    }

    /// Gives back the message taken last, as the oldest. Owner only. It may exceed the bound by itself.
    void putBack(Envelope envelope) {
        if (envelope.counted) {
            PLACES.incrementAndGet(this);
        }
        envelope.next = batch;
        batch = envelope;
    }

    /// Gives up ownership. Owner only, when [#take()] gave null.
    ///
    /// @return false if a message has arrived meanwhile: still owned
    boolean release() {
        return batch == null && unsorted == null && compareAndSet(OWNED, null);
    }

    /// Takes ownership again after [#release()].
    ///
    /// @return false if somebody has it
    boolean own() {
        return compareAndSet(null, OWNED);
    }

    /// Takes ownership of an idle mailbox for one message of the caller's own.
    ///
    /// @return false if somebody has it
    boolean lend(Envelope loan) {
        return compareAndSet(null, loan);
    }

    /// Ends a loan on which nothing was linked: nobody has the ownership any more.
    ///
    /// @return false if messages arrived meanwhile, or the loan was ended before
    boolean giveBack(Envelope loan) {
        return compareAndSet(loan, null);
    }

    /// Ends whatever loan there is: the ownership is the caller of this one's.
    ///
    /// @return false if there is none
    boolean endAnyLoan() {
        while (true) {
            Envelope newest = get();
            Envelope loan = newest == null ? null : newest.loan;
            if (loan == null) {
                return false;
            }
            if (endLoan(loan)) {
                return true;
            }
        }
    }

    /// Ends a loan: the ownership is the caller of this one's. Nothing is thrown once it has succeeded.
    ///
    /// @return false if the loan was ended before
    boolean endLoan(Envelope loan) {
        while (true) {
            Envelope newest = get();
            if (newest == null || newest.loan != loan) {
                return false;
            }
            if (compareAndSet(newest, OWNED)) {
                unsorted = newest == loan ? null : newest;
                return true;
            }
        }
    }

    /// Whether messages are linked.
    boolean arrived() {
        return get() != null;
    }

    /// Takes all messages off, for a server that is over. Any thread, while nobody owns the mailbox; the
    /// batch is taken only by who took the server's role.
    ///
    /// @param role whether the caller has the owner's role
    /// @return the oldest, linked to younger ones
    @Nullable
    Envelope empty(boolean role) {
        Envelope last = null;
        Envelope first = null;
        if (role) {
            pay();
            sort();
            first = batch;
            batch = null;
            for (Envelope each = first; each != null; each = each.next) {
                Envelope _ = freed(each);
                last = each;
            }
        }
        Envelope newest = get();
        while (newest != null && newest != OWNED && !compareAndSet(newest, OWNED)) {
            newest = get();
        }
        Envelope arrived = newest == OWNED ? null : reversed(newest);
        for (Envelope each = arrived; each != null; each = each.next) {
            Envelope _ = freed(each);
        }
        if (last == null) {
            return arrived;
        }
        last.next = arrived;
        return first;
    }

    /// What was taken, for a ticket its cast; its place is free.
    private Envelope freed(Envelope envelope) {
        Envelope taken = taken(envelope);
        if (envelope.counted) {
            giveBackPlace();
        }
        return taken;
    }

    private Envelope taken(Envelope envelope) {
        return envelope.content instanceof Envelope.Ticket
                ? Objects.requireNonNull(casts).take()
                : envelope;
    }

    private static @Nullable Envelope reversed(@Nullable Envelope newest) {
        Envelope older = null;
        for (Envelope each = newest == OWNED ? null : newest; each != null; ) {
            Envelope rest = each.next;
            each.next = older;
            older = each;
            each = rest;
        }
        return older;
    }
}
