package io.elixirscope.foundation.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One life of a server, from a start to its end. Thread-safe.
///
/// It is bound, in a [ScopedValue], while the server's own code runs: [#current()] tells a store, a publisher or
/// another
/// server on whose behalf it is called. Once it is [#fenced()] nothing done on its behalf may take effect; a store
/// checks
/// that inside its own critical section.
public final class Incarnation {
    static final ScopedValue<Incarnation> CURRENT = ScopedValue.newInstance();

    /// Who may touch the mailbox and the books of an incarnation: the engine's code on its thread, or nobody while
    /// the thread sleeps, waits for its first turn, or runs the user's code. From those fencing takes the role
    /// away; a thread in the engine's code is told to leave by itself; both in one compare-and-set.
    private enum Phase {
        ASLEEP,
        ENGINE,
        USER,
        LEAVING,
        FENCED,
        ENDED
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.ASLEEP);
    private final AtomicBoolean settled = new AtomicBoolean();
    private final ServerCell<?, ?> cell;
    private final long epoch;
    private final Deferred deferred = new Deferred();
    private final OwnTimers timers = new OwnTimers();
    private final Watchers watchers = new Watchers();
    /// The watches that this one has set on others.
    private final Set<Monitor> watching = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Thread thread;
    private volatile @Nullable ExitReason stopRequest;
    private volatile boolean killed;
    /// What the thread waits for now, seen by the search for wait cycles.
    private volatile WaitGraph.@Nullable Edge waiting;
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
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /// Whether the current thread runs the code of a server of this runtime: it must not wait for all its servers.
    ///
    /// @param runtime the runtime
    /// @return false on other threads
    public static boolean currentIn(ServerRuntime runtime) {
        Incarnation current = current();
        return current != null && current.cell.runtime().equals(runtime);
    }

    /// Number of this incarnation: later ones have larger numbers, across starts of the process too. It is the
    /// fencing
    /// token.
    ///
    /// @return the number, `> 0`
    public long epoch() {
        return epoch;
    }

    /// Whether it is over: nothing done on its behalf may take effect. Never becomes false again.
    ///
    /// @return true once it was abandoned, told to leave, or has ended
    public boolean fenced() {
        Phase now = phase.get();
        return now != Phase.ASLEEP && now != Phase.ENGINE && now != Phase.USER;
    }

    /// The server's name.
    ///
    /// @return the name
    public String server() {
        return cell.name();
    }

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

    void runsOn(Thread own) {
        thread = own;
    }

    /// Whether the current thread is the server's own.
    boolean onOwnThread() {
        return Thread.currentThread() == thread;
    }

    /// The thread lies down, no message in hand; false if this incarnation is to leave.
    boolean sleeps() {
        inHand = null;
        return phase.compareAndSet(Phase.ENGINE, Phase.ASLEEP);
    }

    /// The thread gets up, the first time too; false if the role was taken away meanwhile.
    boolean wakes() {
        return phase.compareAndSet(Phase.ASLEEP, Phase.ENGINE);
    }

    /// The user's code begins; false if this incarnation is to leave.
    boolean enterUser(@Nullable Envelope message) {
        inHand = message;
        return phase.compareAndSet(Phase.ENGINE, Phase.USER);
    }

    /// The user's code is over; false if the role was taken away meanwhile.
    boolean exitUser() {
        return phase.compareAndSet(Phase.USER, Phase.ENGINE);
    }

    /// Whether none of its own code runs: the engine is at work, or all is over.
    boolean idle() {
        Phase now = phase.get();
        return now != Phase.USER && now != Phase.FENCED;
    }

    /// Ends it from its own thread.
    void end() {
        phase.set(Phase.ENDED);
    }

    /// Takes the role away.
    ///
    /// @return true if the thread stays behind, in the user's code or without a processor to get up on; false if it
    ///     leaves by itself or is gone
    boolean fence() {
        while (true) {
            if (phase.compareAndSet(Phase.USER, Phase.FENCED) || phase.compareAndSet(Phase.ASLEEP, Phase.FENCED)) {
                return true;
            }
            Phase now = phase.get();
            if (phase.compareAndSet(Phase.ENGINE, Phase.LEAVING)
                    || (now != Phase.USER && now != Phase.ASLEEP && now != Phase.ENGINE)) {
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
    boolean settleOnce() {
        return settled.compareAndSet(false, true);
    }

    void requestStop(ExitReason reason) {
        stopRequest = reason;
    }

    /// Ends without `terminate` as soon as the thread is back in the engine.
    void kill() {
        killed = true;
        stopRequest = ExitReason.shutdown();
    }

    @Nullable
    ExitReason stopRequest() {
        return stopRequest;
    }

    boolean killed() {
        return killed;
    }

    Deferred deferred() {
        return deferred;
    }

    OwnTimers timers() {
        return timers;
    }

    Watchers watchers() {
        return watchers;
    }

    void watches(Monitor other) {
        watching.add(other);
    }

    void watchEnded(Monitor other) {
        watching.remove(other);
    }

    void cancelWatches() {
        watching.forEach(Monitor::cancel);
        watching.clear();
    }

    WaitGraph.@Nullable Edge waiting() {
        return waiting;
    }

    void waitsFor(WaitGraph.@Nullable Edge edge) {
        waiting = edge;
    }
}
