package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What stays of a server over its incarnations: its name, mailbox, last view and place in its
/// life. Thread-safe.
final class ServerCell<P, V> implements Server<P, V> {
    /*
     * The walk of a message.
     *
     *  1. ServerRef.call(message)      the sender: is it fenced, is it the server itself, does the server accept? (Caller)
     *  2. Mailbox.reserve()            a place in the bound, waited for within the deadline; a cast is refused instead
     *  3. Envelope                     message + captured ErrorContext + the waiting thread
     *  4. Mailbox.link()               one compare-and-set: this is the order of arrival. Who finds the owner asleep wakes it
     *  5. Caller.awaitAnswer()         a server that waits is an edge of the wait graph; a cycle is refused; then park
     *  6. IncarnationLoop              the server's own thread takes the oldest envelope and gives its place back;
     *                                  one whose caller gave up, or that belongs to a dead incarnation, is counted and left
     *  7. Turn                         the handler runs in a child of the sender's context: message, state -> step
     *  8. step                         the view is published, then the answer set on the envelope, the caller woken
     *  9. Caller                       takes the answer, or gives up at the deadline: one word of the envelope decides
     *
     * A crash in 7 answers this envelope with an error and ends the incarnation; the mailbox, with all that waits, stays
     * here for the next one. Between 6 and 8 the phase of the Incarnation is USER: then, and only then, a supervisor may
     * take the role away from a thread that does not come back (fence); it answers the envelope in hand itself.
     *
     * A call of a non-blocking server may take a shorter walk: at 2 it takes the ownership of an idle mailbox, does 7
     * and 8 in place, and releases it (CallerRuns). What finds the mailbox owned goes the long way; what finds it
     * ownerless, and may not run in place, takes the ownership and gives it to a thread of the server's own, which ends
     * when nothing waits.
     */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private final GenServer<P, V> definition;
    private final ServerRuntime runtime;
    private final Mailbox mailbox;
    private final ServerTelemetry telemetry;
    private final NameWatchers nameWatchers;
    private final Activity activity;
    private final boolean nonBlocking;
    /// Whether callers run their own messages: not when the runtime has all servers queue.
    private final boolean lends;
    private boolean supervised;
    /// Set where a message was linked and its sender had no stack left to wake the owner; the
    /// next sender does.
    private volatile boolean unwoken;

    private volatile Lifecycle lifecycle = Lifecycle.NEVER_STARTED;
    private volatile @Nullable Incarnation incarnation;
    /// Read directly by who has no stack for a call.
    volatile @Nullable CallerRuns<P, ?, V> role;

    /// Of the incarnation that was ready last.
    private volatile Published<V> published = new Published<>();

    /// Belongs to the name as the mailbox does: a restart does not end it.
    private volatile boolean suspended;
    private volatile @Nullable Instant staleSince;
    private volatile ExitReason lastExit = ExitReason.shutdown();
    /// Made when something is lost first.
    private volatile @Nullable LossCounts losses;

    ServerCell(GenServer<P, V> definition, ServerRuntime runtime) {
        this.definition = definition;
        this.runtime = runtime;
        this.mailbox = new Mailbox(
                definition.behaviour().limits().mailbox(),
                definition.behaviour().limits().overflow());
        this.nonBlocking = definition.behaviour().limits().execution() == Behaviour.Execution.CALLERS;
        this.lends = nonBlocking && runtime.servers().lendsToCallers();
        this.telemetry = runtime.servers().telemetry(runtime.telemetry());
        this.nameWatchers = new NameWatchers(definition.name());
        this.activity = new Activity(this, runtime.servers().watchdog(runtime));
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public <R> Result<R> call(Call<P, R> message, Duration timeout) {
        Objects.requireNonNull(message, () -> "the message to server " + name() + " is null");
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be >= 0, was " + timeout);
        }
        CallerRuns<P, ?, V> callers = lends ? role : null;
        Result<R> answer = callers == null ? null : callers.call(message, timeout);
        return answer == null ? new Caller<R>(this, message, timeout).call() : answer;
    }

    @Override
    public <R> Result<R> call(Call<P, R> message) {
        return call(message, DEFAULT_TIMEOUT);
    }

    @Override
    public Result<Done> cast(Cast<P> message) {
        Objects.requireNonNull(message, () -> "the message to server " + name() + " is null");
        return Caster.cast(this, message);
    }

    @Override
    public V read() {
        V last = published.get();
        if (last == null) {
            throw ServerErrors.noView(name()).toException();
        }
        return last;
    }

    @Override
    public Optional<Instant> staleSince() {
        return Optional.ofNullable(staleSince);
    }

    @Override
    public boolean available() {
        return lifecycle == Lifecycle.RUNNING;
    }

    @Override
    public boolean closed() {
        return lifecycle.closed();
    }

    @Override
    public String toString() {
        return "Server[" + name() + " " + lifecycle.text() + "]";
    }

    /// Links a message, wakes the owner if it sleeps, and answers it at once if the server closed
    /// meanwhile.
    void enqueue(Envelope envelope) {
        boolean ownerless = mailbox.link(envelope);
        try {
            linked(ownerless);
        } catch (StackOverflowError noStack) {
            if (ownerless && !nonBlocking) {
                unwoken = true;
            }
            throw noStack;
        }
    }

    /// A message was linked; `ownerless` says that nobody owned the mailbox.
    void linked(boolean ownerless) {
        // who links on null is the owner now, so this is the role in force
        CallerRuns<P, ?, V> callers = role;
        try {
            if (callers == null) {
                if (ownerless || unwoken) {
                    StackRoom.need();
                    unwoken = false;
                    wakeOwner();
                }
            } else if (ownerless) {
                callers.handover.toOwnThread();
            } else {
                callers.handover.adopt();
            }
        } catch (StackOverflowError noStack) {
            if (!ownerless) {
                throw noStack;
            }
            if (callers == null) {
                unwoken = true;
            } else {
                callers.handover.left = Mailbox.OWNED;
            }
            throw noStack;
        }
        if (lifecycle.closed()) {
            failLate();
        }
    }

    /// Who calls this owns the mailbox of a non-blocking server.
    void handOver() {
        CallerRuns<P, ?, V> callers = role;
        if (callers != null) {
            callers.handover.toOwnThread();
        }
    }

    /// Whether the role waits for somebody with more stack than the current thread has.
    boolean leftBehind() {
        CallerRuns<P, ?, V> callers = role;
        if (callers == null || callers.handover.left == null) {
            return false;
        }
        try {
            callers.handover.adopt();
        } catch (StackOverflowError noStack) {
            return true;
        }
        return callers.handover.left != null;
    }

    void wakeOwner() {
        if (nonBlocking) {
            wakeThread(); // one that is suspended
            boolean owned = mailbox.own();
            CallerRuns<P, ?, V> callers = role;
            if (callers == null) {
                return; // never started: the mailbox has an owner
            }
            try {
                if (owned) {
                    callers.handover.toOwnThread();
                } else {
                    callers.handover.adopt();
                }
            } catch (StackOverflowError noStack) {
                if (owned) {
                    callers.handover.left = Mailbox.OWNED;
                }
                throw noStack;
            }
            return;
        }
        wakeThread();
    }

    private void wakeThread() {
        Incarnation now = incarnation;
        Thread owner = now == null ? null : now.thread();
        if (owner != null) {
            runtime.scheduler().wake(owner);
        }
    }

    /// The callers' side of the incarnation that is about to start.
    void role(CallerRuns<P, ?, V> next) {
        role = next;
    }

    /// A call that found a busy server and may run itself after all; null if not.
    @SuppressWarnings("unchecked") // the message came through a reference of this protocol
    <R> @Nullable Result<R> contend(Call<?, R> message, Duration limit, long deadlineNanos) {
        CallerRuns<P, ?, V> callers = lends ? role : null;
        return callers == null ? null : callers.contend((Call<P, R>) message, limit, deadlineNanos);
    }

    /// The supervisor takes the role from whoever has it, if that is a caller in the handler or
    /// nobody.
    boolean takeLentRole() {
        CallerRuns<P, ?, V> callers = role;
        if (callers == null || !callers.handover.toSupervisor()) {
            return false;
        }
        published = published.copy();
        return true;
    }

    /// Ends an incarnation whose role was taken while it had no thread.
    void endIdle() {
        CallerRuns<P, ?, V> callers = role;
        if (callers != null) {
            callers.endIdle();
        }
    }

    NameWatchers nameWatchers() {
        return nameWatchers;
    }

    /// What it makes of the end of a server that it is linked with; null to end too.
    @Nullable
    Function<? super GenServer.Exit, ? extends Message<?>> onExit() {
        return definition.behaviour().atEnd().onExit();
    }

    GenServer.Overflow overflow() {
        return definition.behaviour().limits().overflow();
    }

    boolean nonBlocking() {
        return nonBlocking;
    }

    /// Begins a life. The supervisor's thread.
    synchronized void begins(Incarnation next) {
        incarnation = next;
        if (lifecycle != Lifecycle.RESTARTING) {
            lifecycle = Lifecycle.STARTING;
        }
    }

    /// The incarnation's `init` is done. Its own thread.
    void ready(Incarnation ready, Published<V> first) {
        synchronized (this) {
            published = first;
            staleSince = null;
            if (incarnation == ready && lifecycle != Lifecycle.STOPPING) {
                lifecycle = suspended ? Lifecycle.SUSPENDED : Lifecycle.RUNNING;
            }
        }
        nameWatchers.ready();
    }

    /// Another object with each incarnation that becomes ready: while it is the same one, no
    /// handler has begun that had not before.
    Object newestStart() {
        return published;
    }

    /// No message is handled from the next one on, over restarts; false if it is out of service.
    synchronized boolean suspend() {
        if (lifecycle.closed() || lifecycle == Lifecycle.STOPPING) {
            return false;
        }
        suspended = true;
        if (lifecycle == Lifecycle.RUNNING) {
            lifecycle = Lifecycle.SUSPENDED;
        }
        return true;
    }

    /// What waits is handled again; false if it is out of service.
    boolean resume() {
        synchronized (this) {
            if (lifecycle.closed() || lifecycle == Lifecycle.STOPPING) {
                return false;
            }
            suspended = false;
            if (lifecycle == Lifecycle.SUSPENDED) {
                lifecycle = Lifecycle.RUNNING;
            }
        }
        wakeOwner();
        return true;
    }

    boolean suspended() {
        return suspended;
    }

    /// Outside messages are refused from now on; what waits is handled.
    synchronized void drains() {
        lifecycle = Lifecycle.STOPPING;
    }

    /// A life is over; whether there will be another is the supervisor's decision. Once the
    /// supervisor has heard of it, so that it decides about this end first, [Links#end] must
    /// follow.
    void over(Incarnation ended, ExitReason reason) {
        if (!ended.settleOnce()) {
            return;
        }
        synchronized (this) {
            lastExit = reason;
            if (staleSince == null && published.get() != null) {
                staleSince = runtime.scheduler().clock().wallTime();
            }
            if (lifecycle != Lifecycle.STOPPING) {
                lifecycle = Lifecycle.RESTARTING;
            }
        }
        ended.closeIdleTimeout();
        ended.endings().runAll();
        lost(Loss.DROPPED, ended.timers().close());
        for (Envelope call : ended.deferred().takeAll()) {
            call.answer(Result.err(ServerErrors.notGiven(name(), call.label())), runtime.scheduler());
        }
        ended.cancelWatches();
        ended.watchers().tellAll(reason);
        nameWatchers.over(reason);
    }

    /// There will be no other life for now: waiting calls get `S102`, other messages are dropped
    /// and counted.
    void close(Lifecycle end) {
        synchronized (this) {
            lifecycle = end;
            suspended = false;
        }
        activity.closes();
        fail(mailbox.empty(true));
        mailbox.wakeWaiters();
        nameWatchers.closed();
    }

    /// As [#close(Lifecycle)], for a message that came when the server was closed already, on its
    /// sender's thread; nothing if it was started again since. A start waits meanwhile: no
    /// message that the next incarnation is to handle may be taken away from it.
    void failLate() {
        Envelope oldest;
        synchronized (this) {
            oldest = lifecycle.closed() ? mailbox.empty(false) : null;
        }
        fail(oldest);
    }

    private void fail(@Nullable Envelope oldest) {
        long dropped = 0;
        for (Envelope each = oldest; each != null; each = each.next) {
            if (!each.isCall()) {
                dropped += each.matters() ? 1 : 0;
            } else if (!each.settled()) {
                each.answer(Result.err(ServerErrors.unavailable(name(), lifecycle)), runtime.scheduler());
            }
        }
        lost(Loss.DROPPED, dropped);
    }

    /// Claims the server for one supervisor; false if it has one.
    synchronized boolean claim() {
        boolean first = !supervised;
        supervised = true;
        return first;
    }

    synchronized void unclaim() {
        supervised = false;
    }

    GenServer<P, V> definition() {
        return definition;
    }

    ServerRuntime runtime() {
        return runtime;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    ServerTelemetry telemetry() {
        return telemetry;
    }

    /// Counts what was lost.
    void lost(Loss kind, long number) {
        if (number == 0) {
            return;
        }
        LossCounts counts = losses;
        if (counts == null) {
            synchronized (this) {
                counts = losses == null ? new LossCounts() : losses;
                losses = counts;
            }
        }
        counts.add(kind, number, this);
    }

    /// How much was lost so far.
    long lost(Loss kind) {
        LossCounts counts = losses;
        return counts == null ? 0 : counts.total(kind);
    }

    Activity activity() {
        return activity;
    }

    /// The message that a caller handles itself now; null if none.
    @Nullable
    Call<?, ?> lentMessage() {
        CallerRuns<P, ?, V> callers = role;
        return callers == null ? null : callers.inHand();
    }

    /// The last view as people may see it; null before the first. Runs the user's code in the
    /// thread that asks.
    @Nullable
    Object shown() {
        V last = published.get();
        return last == null ? null : definition.behaviour().view().shown().apply(last);
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    ExitReason lastExit() {
        return lastExit;
    }

    @Nullable
    Incarnation incarnation() {
        return incarnation;
    }
}
