package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One life of a server, from a start to its end. Thread-safe.
///
/// It is known to the thread while the server's own code runs: [#current()] tells a store, a
/// publisher or another server on whose behalf it is called. Once it is [#fenced()] nothing done
/// on its behalf may take effect; a store checks that inside its own critical section.
public final class Incarnation extends Waiter {
    /// Who may touch the mailbox and the books of an incarnation: the engine's code on its
    /// thread, or nobody while the thread sleeps, waits for its first turn, or runs the user's
    /// code. From those fencing takes the role away; a thread in the engine's code is told to
    /// leave by itself; both in one compare-and-set. LENT is the phase of a non-blocking server
    /// without a thread of its own: then the head of the mailbox says who has the role.
    private enum Phase {
        ASLEEP,
        LENT,
        ENGINE,
        USER,
        LEAVING,
        FENCED,
        ENDED
    }

    private static final AtomicReferenceFieldUpdater<Incarnation, Phase> PHASE =
            AtomicReferenceFieldUpdater.newUpdater(Incarnation.class, Phase.class, "phase");
    private static final AtomicReferenceFieldUpdater<Incarnation, @Nullable Thread> OWNER =
            AtomicReferenceFieldUpdater.newUpdater(Incarnation.class, Thread.class, "owner");

    private volatile Phase phase = Phase.ASLEEP;
    private boolean settled;
    private final ServerCell<?, ?> cell;
    private final long epoch;
    /// Made when something asks for it first.
    private volatile @Nullable Bonds bonds;
    /// Made when a step asks for it first.
    private volatile @Nullable IdleTimeout idleTimeout;

    /// The thread that was started for it; the only one that may be interrupted.
    private volatile @Nullable Thread thread;
    /// The thread that has the role: its own, or a caller's.
    private volatile @Nullable Thread owner;
    /// Whose code the owner runs around this one's, as a caller; written by the owner before it
    /// may wait.
    private @Nullable Waiter outer;
    private volatile @Nullable ExitReason stopRequest;
    private volatile boolean killed;
    /// Set when `init` took too long.
    private volatile @Nullable FoundationError startFailure;
    /// The message in hand; written before the phase becomes USER.
    private @Nullable Envelope inHand;

    Incarnation(ServerCell<?, ?> cell, long epoch) {
        this.cell = cell;
        this.epoch = epoch;
    }

    /// The incarnation whose code the current thread runs.
    ///
    /// @return null outside of a server's own code
    public static @Nullable Incarnation current() {
        return Frame.mine().current;
    }

    /// The incarnation whose own code, running now on this thread, was given `context`.
    ///
    /// @param context what its code was given
    /// @return that incarnation; fenced if it was abandoned meanwhile
    /// @throws IllegalStateException if its code does not run, or runs on another thread
    /// @throws IllegalArgumentException if the engine did not make the context
    public static Incarnation of(ServerContext<?> context) {
        if (context instanceof LiveContext<?> live) {
            return live.incarnation();
        }
        throw new IllegalArgumentException("context must be one that a server's own code was given, was " + context);
    }

    /// Whether the current thread runs the code of a server of this runtime: it must not wait for
    /// all its servers.
    ///
    /// @param runtime the runtime
    /// @return false on other threads
    public static boolean currentIn(ServerRuntime runtime) {
        Incarnation current = current();
        return current != null && current.cell.runtime().equals(runtime);
    }

    /// Number of this incarnation: later ones have larger numbers, across starts of the process
    /// too. It is the fencing token.
    ///
    /// @return the number, `> 0`
    public long epoch() {
        return epoch;
    }

    /// Whether it is over: nothing done on its behalf may take effect. Never becomes false again.
    ///
    /// @return true once it was abandoned, told to leave, or has ended
    public boolean fenced() {
        Phase now = phase;
        return now != Phase.ASLEEP && now != Phase.LENT && now != Phase.ENGINE && now != Phase.USER;
    }

    /// Why the code that runs now may not block: it is a handler of a non-blocking server, which
    /// may be running on its caller's thread. A store asks before it appends to a device.
    ///
    /// @param operation what would block, for people
    /// @return `S405 blocking_call_refused`, empty if it may block
    public static Optional<FoundationError> refusal(String operation) {
        Incarnation now = current();
        return now != null && now.mustNotBlock()
                ? Optional.of(ServerErrors.blocking(now.server(), operation))
                : Optional.empty();
    }

    /// Whether a thread that was left behind is still in its code: its own until it ends, a
    /// caller's until it is back.
    ///
    /// @param left the thread
    /// @return false once it is out
    public boolean holds(Thread left) {
        return left.isAlive() && (left.equals(thread) || left.equals(owner));
    }

    /// Whether the current thread runs a handler of a non-blocking server; `init` and `terminate`
    /// may block.
    boolean mustNotBlock() {
        return cell.nonBlocking() && onOwnThread() && (inHand != null || thread != owner);
    }

    /// The server's name.
    ///
    /// @return the name
    public String server() {
        return cell.name();
    }

    /// The server's address.
    ///
    /// @return what stays valid when this incarnation is over
    public ServerRef<?> ref() {
        return cell;
    }

    /// Has `ending` run once when this incarnation is over, before the next one starts: on its
    /// own thread or, if it was abandoned, on that of its supervisor, which must not be held up.
    ///
    /// Who makes something that ends with the incarnation calls this first, then lets others see
    /// the thing, then asks [#fenced()] and takes it back if so: then nothing of a fenced
    /// incarnation stays.
    ///
    /// @param ending short, waits for nothing, throws nothing
    /// @return false if it is over: `ending` will not run
    public boolean atEnd(Runnable ending) {
        return !fenced() && endings().add(ending);
    }

    /// Takes back [#atEnd(Runnable)], because the thing has ended before.
    ///
    /// @param ending the same object
    public void notAtEnd(Runnable ending) {
        endings().remove(ending);
    }

    /// Puts a place for a message of `feed` into this server's mailbox, beyond its bound: the
    /// feed bounds what it holds. When its turn comes, the feed is asked for a message. Does not
    /// block. A place that belongs to an incarnation that is over is taken out without asking.
    ///
    /// @param feed gives the message
    public void due(Feed feed) {
        if (!fenced()) {
            cell.enqueue(Envelope.system(new Envelope.Due(feed, epoch), null));
        }
    }

    /// What holds messages for one incarnation until their turn comes.
    public interface Feed {
        /// The next message, asked for on the server's thread between two others.
        ///
        /// @return null if there is none any more
        @Nullable
        Fed take();
    }

    /// A message of a [Feed].
    ///
    /// @param message makes it, as part of its handling: what this throws crashes the incarnation
    /// @param context what its sender's code ran in, null if nothing
    public record Fed(
            Supplier<? extends Cast<?>> message, @Nullable ErrorContext context) {}

    @Override
    public String toString() {
        return server() + "#" + epoch;
    }

    ServerCell<?, ?> cell() {
        return cell;
    }

    @Nullable
    Thread thread() {
        return thread;
    }

    /// The thread that was started for it is at work, or (null) has no work left.
    synchronized void runsOn(@Nullable Thread own) {
        thread = own;
        owner = own;
    }

    /// A thread was started for it, which may be at work already.
    synchronized void startedOn(Thread own) {
        if (phase == Phase.ASLEEP) {
            thread = own;
        }
    }

    /// A caller begins or, with null, ends to run its message; it may be inside another server's
    /// code.
    void lentTo(@Nullable Thread caller, @Nullable Waiter around) {
        outer = around;
        OWNER.lazySet(this, caller);
    }

    @Nullable
    Thread owner() {
        return owner;
    }

    @Override
    @Nullable
    Waiter outer() {
        return outer;
    }

    @Override
    String label() {
        return server();
    }

    @Override
    boolean over() {
        return fenced();
    }

    @Override
    boolean onOwnThread() {
        return Thread.currentThread() == owner;
    }

    /// Its own thread is to end; false if this incarnation is to leave.
    boolean rests() {
        inHand = null;
        return PHASE.compareAndSet(this, Phase.ENGINE, Phase.LENT);
    }

    /// Its own thread goes on, having the role again after [#rests()].
    void staysUp() {
        PHASE.compareAndSet(this, Phase.LENT, Phase.ENGINE);
    }

    /// Who has the role gives it to a thread that is about to be started.
    void handsOver() {
        PHASE.compareAndSet(this, Phase.LENT, Phase.ASLEEP);
    }

    /// Told to leave by itself.
    boolean leaving() {
        return phase == Phase.LEAVING;
    }

    /// The thread lies down, no message in hand; false if this incarnation is to leave.
    boolean sleeps() {
        inHand = null;
        return PHASE.compareAndSet(this, Phase.ENGINE, Phase.ASLEEP);
    }

    /// The thread gets up, the first time too; false if the role was taken away meanwhile.
    boolean wakes() {
        return PHASE.compareAndSet(this, Phase.ASLEEP, Phase.ENGINE);
    }

    /// The user's code begins; false if this incarnation is to leave.
    boolean enterUser(@Nullable Envelope message) {
        inHand = message;
        return PHASE.compareAndSet(this, Phase.ENGINE, Phase.USER);
    }

    /// The thread that its own code runs on now, its own or a caller's; null while none of it runs.
    @Nullable
    Thread runner() {
        Phase now = phase;
        return now == Phase.USER || now == Phase.LENT ? owner : null;
    }

    /// Whether it has no thread of its own: the mailbox says whether a caller runs its code.
    boolean resting() {
        return phase == Phase.LENT;
    }

    /// The user's code is over; false if the role was taken away meanwhile.
    boolean exitUser() {
        return PHASE.compareAndSet(this, Phase.USER, Phase.ENGINE);
    }

    /// Whether none of its own code runs: the engine is at work, or all is over.
    boolean idle() {
        Phase now = phase;
        return now != Phase.USER && now != Phase.FENCED;
    }

    /// Ends it from its own thread.
    void end() {
        phase = Phase.ENDED;
    }

    /// Takes the role away.
    ///
    /// @return true if the thread stays behind, in the user's code or without a processor to get
    ///     up on; false if it leaves by itself or is gone
    boolean fence() {
        while (true) {
            if (PHASE.compareAndSet(this, Phase.USER, Phase.FENCED)
                    || PHASE.compareAndSet(this, Phase.ASLEEP, Phase.FENCED)) {
                return true;
            }
            Phase now = phase;
            if (now == Phase.LENT && PHASE.compareAndSet(this, Phase.LENT, Phase.LEAVING)) {
                boolean taken = cell.takeLentRole();
                if (taken) {
                    phase = Phase.FENCED;
                }
                return taken;
            }
            if (PHASE.compareAndSet(this, Phase.ENGINE, Phase.LEAVING)
                    || now == Phase.LEAVING
                    || now == Phase.FENCED
                    || now == Phase.ENDED) {
                return false;
            }
        }
    }

    /// The message whose handler was running when this was fenced.
    @Nullable
    Envelope inHand() {
        return inHand;
    }

    /// True for the first who asks: it settles timers, deferred replies and watchers.
    synchronized boolean settleOnce() {
        boolean first = !settled;
        settled = true;
        return first;
    }

    /// The message in hand is answered; what follows is no handler.
    void handled() {
        inHand = null;
    }

    /// Whether a thread of its own must get up although no message waits.
    boolean wanted() {
        return stopRequest != null || fenced();
    }

    /// One that it is linked with has ended. A stop that was asked for before keeps its reason.
    void endWith(ExitReason reason) {
        if (stopRequest == null) {
            stopRequest = reason;
        }
    }

    void requestStop(ExitReason reason) {
        stopRequest = reason;
    }

    /// Ends without `terminate` as soon as the thread is back in the engine.
    void kill() {
        killed = true;
        stopRequest = ExitReason.shutdown();
    }

    /// Its `init` took too long: whatever it gives, the start has failed.
    void failStart(FoundationError error) {
        startFailure = error;
    }

    @Nullable
    FoundationError startFailure() {
        return startFailure;
    }

    @Nullable
    ExitReason stopRequest() {
        return stopRequest;
    }

    boolean killed() {
        return killed;
    }

    private Bonds bonds() {
        Bonds made = bonds;
        if (made == null) {
            synchronized (this) {
                made = bonds == null ? new Bonds() : bonds;
                bonds = made;
            }
        }
        return made;
    }

    Deferred deferred() {
        return bonds().deferred;
    }

    OwnTimers timers() {
        return bonds().timers;
    }

    /// What it handles when nothing comes, as a step says; null for nothing. The role holder's.
    void afterIdle(Step.@Nullable Idle next) {
        IdleTimeout timeout = idleTimeout;
        if (timeout == null && next == null) {
            return;
        }
        if (timeout == null) {
            timeout = new IdleTimeout(
                    cell.runtime(), wait -> cell.enqueue(Envelope.system(new Envelope.IdleNotice(wait, epoch), null)));
            idleTimeout = timeout;
        }
        timeout.set(next);
        if (fenced()) {
            timeout.close();
        }
    }

    /// Whether a step may have set an idle time-out: the next one must be heard.
    boolean mayIdle() {
        return idleTimeout != null;
    }

    /// Whether nothing was handled since `wait` began.
    boolean idled(IdleTimeout.Wait wait) {
        IdleTimeout timeout = idleTimeout;
        return timeout != null && timeout.over(wait);
    }

    void closeIdleTimeout() {
        IdleTimeout timeout = idleTimeout;
        if (timeout != null) {
            timeout.close();
        }
    }

    Endings endings() {
        return bonds().endings;
    }

    Links links() {
        return bonds().links;
    }

    Watchers watchers() {
        return bonds().watchers;
    }

    void watches(Monitor other) {
        bonds().watches(other);
    }

    void watchEnded(Monitor other) {
        bonds().watchEnded(other);
    }

    void cancelWatches() {
        bonds().cancelWatches();
    }
}
