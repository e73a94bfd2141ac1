package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A supervisor's hold on one server: starts, stops, fences and closes it. No method waits for the server
/// or runs its code. Thread-safe, but meant for one supervisor, which orders its calls.
public final class ServerControl {
    private final ServerCell<?, ?> cell;

    private ServerControl(ServerCell<?, ?> cell) {
        this.cell = cell;
    }

    /// Hears of the life of incarnations, on their own threads; must only hand over.
    public interface Listener {
        /// `init` is done.
        ///
        /// @param incarnation the new incarnation
        void ready(Incarnation incarnation);

        /// `init` gave [Init#ignore()]; the incarnation is over.
        ///
        /// @param incarnation the incarnation
        void ignored(Incarnation incarnation);

        /// `init` failed or threw; the incarnation is over.
        ///
        /// @param incarnation the incarnation
        /// @param error `S101 initialization_failed` with the cause
        void refused(Incarnation incarnation, FoundationError error);

        /// A started incarnation is over. Not called for one that [#abandon(Duration)] left behind.
        ///
        /// @param incarnation the incarnation
        /// @param reason why
        void ended(Incarnation incarnation, ExitReason reason);
    }

    /// Takes the hold; one supervisor at a time.
    ///
    /// @param runtime the runtime
    /// @param server the server's definition
    /// @return the hold
    /// @throws IllegalArgumentException if another supervisor has it, or another server has its name
    public static ServerControl take(ServerRuntime runtime, GenServer<?, ?> server) {
        ServerCell<?, ?> cell = runtime.servers().cell(server, runtime);
        if (!cell.claim()) {
            throw new IllegalArgumentException("server \"" + server.name()
                    + "\" is a child twice in one runtime; define a second server under another name");
        }
        return new ServerControl(cell);
    }

    /// Gives the hold back. The server must be closed.
    public void giveBack() {
        cell.unclaim();
    }

    /// Gives the hold back for ever: the server is forgotten, its name is free for another definition. Handles that
    /// others keep go on answering that it is stopped. The server must be closed.
    public void forget() {
        cell.unclaim();
        cell.runtime().servers().forget(cell);
    }

    /// Starts an incarnation. The one before must be over.
    ///
    /// @param listener hears how it goes, even if no thread could be started
    /// @return the new incarnation
    public Incarnation start(Listener listener) {
        Incarnation incarnation = new Incarnation(cell, cell.runtime().servers().nextEpoch());
        cell.begins(incarnation);
        try {
            cell.activity().opens();
            var limits = cell.definition().behaviour().limits();
            Thread thread =
                    cell.runtime().scheduler().start(cell.name(), limits.thread(), loop(cell, incarnation, listener));
            incarnation.startedOn(thread);
        } catch (Throwable thrown) {
            incarnation.end();
            cell.over(incarnation, ExitReason.failed(thrown));
            listener.refused(incarnation, ServerErrors.initFailed(incarnation, thrown));
            Links.end(incarnation, ExitReason.failed(thrown));
        }
        return incarnation;
    }

    /// How long `init` may take.
    ///
    /// @return the limit, `> 0`
    public Duration initTimeout() {
        return cell.definition().behaviour().limits().init();
    }

    /// Ends an `init` that takes too long: interrupts it, and has the start fail whatever it gives. Meant for
    /// an incarnation that is not ready.
    ///
    /// @param incarnation the incarnation that is starting
    /// @return why its start has failed, `S101 initialization_failed`; recorded when the thread comes back
    public FoundationError failStart(Incarnation incarnation) {
        FoundationError error = ServerErrors.initTimedOut(incarnation, initTimeout());
        incarnation.failStart(error);
        incarnation.requestStop(ExitReason.shutdown());
        cell.wakeOwner();
        interrupt();
        return error;
    }

    private static <P, V> Runnable loop(ServerCell<P, V> cell, Incarnation incarnation, Listener listener) {
        return loop(cell, cell.definition().behaviour(), incarnation, listener);
    }

    private static <P, S, V> Runnable loop(
            ServerCell<P, V> cell, Behaviour<P, S, V> behaviour, Incarnation incarnation, Listener listener) {
        GenServer.Around around = cell.runtime().servers().around();
        Behaviour<P, S, V> run = around == null ? behaviour : behaviour.runBy(around);
        var loop = new IncarnationLoop<>(cell, run, incarnation, listener);
        if (cell.nonBlocking()) {
            cell.role(new CallerRuns<>(cell, incarnation, loop));
        }
        return loop;
    }

    /// Refuses new messages of others, has the waiting ones handled, then stops. A suspended server handles nothing
    /// and stops at once.
    ///
    /// @param reason what `terminate` gets
    public void drain(ExitReason reason) {
        Incarnation now = cell.incarnation();
        if (now == null || now.fenced()) {
            return;
        }
        if (cell.suspended()) {
            // first the request: its thread looks at that and at the lifecycle
            now.requestStop(reason);
            cell.drains();
            cell.wakeOwner();
            return;
        }
        cell.drains();
        cell.enqueue(Envelope.system(new Envelope.StopMark(reason, now.epoch()), null));
    }

    /// Stops after the message in hand; waiting messages stay for the next incarnation.
    ///
    /// @param reason what `terminate` gets
    public void stop(ExitReason reason) {
        Incarnation now = cell.incarnation();
        if (now != null) {
            now.requestStop(reason);
            cell.wakeOwner();
        }
    }

    /// Stops after the message in hand, without `terminate`.
    public void kill() {
        Incarnation now = cell.incarnation();
        if (now != null) {
            now.kill();
            cell.wakeOwner();
        }
    }

    /// Interrupts the server's own thread, never a caller's. Ask it to stop first.
    public void interrupt() {
        Incarnation now = cell.incarnation();
        Thread own = now == null ? null : now.thread();
        if (own != null) {
            own.interrupt();
        }
    }

    /// Fences the incarnation: nothing is done on its behalf any more. Its caller in hand gets `S402`, its
    /// deferred ones `S407`. If a thread was left behind, say so by [#tellFenced(Incarnation)] before the next
    /// start.
    ///
    /// @param waited how long it was waited for
    /// @return the thread left behind, in the server's own code or without a processor to run on; empty if the
    ///     thread leaves by itself and [Listener#ended] comes, or has come already
    public Optional<Thread> abandon(Duration waited) {
        Incarnation now = cell.incarnation();
        if (now == null) {
            return Optional.empty();
        }
        boolean stuck = now.fence();
        Thread own = now.thread();
        Thread left = !stuck ? null : own == null ? now.owner() : own;
        if (stuck && left == null) {
            cell.endIdle();
        } else if (stuck) {
            answerInHand(now, waited);
            ExitReason reason = new ExitReason.Abandoned(waited);
            cell.over(now, reason);
            Links.end(now, reason);
        } else {
            cell.wakeOwner();
        }
        return Optional.ofNullable(left);
    }

    /// Tells those who asked by [ServerTable#onFence(Consumer)] of a fenced incarnation. A store may
    /// have to wait for its own lock in it.
    ///
    /// @param fenced the incarnation
    public void tellFenced(Incarnation fenced) {
        for (Consumer<? super Incarnation> listener : cell.runtime().servers().fenceListeners()) {
            listener.accept(fenced);
        }
    }

    private void answerInHand(Incarnation fenced, Duration waited) {
        Envelope inHand = fenced.inHand();
        if (inHand != null && inHand.isCall()) {
            FoundationError error = ServerErrors.abandoned(fenced, inHand.label(), waited);
            inHand.answer(Result.err(error), cell.runtime().scheduler());
        }
    }

    /// Ends the server on purpose, while no incarnation runs: waiting calls get `S102`, other messages are
    /// dropped and counted, later ones refused.
    public void closeStopped() {
        cell.close(Lifecycle.STOPPED);
    }

    /// Ends the server because its supervisors gave up, while no incarnation runs; as [#closeStopped()].
    public void closeGivenUp() {
        cell.close(Lifecycle.GAVE_UP);
    }

    /// The server's name.
    ///
    /// @return the name
    public String name() {
        return cell.name();
    }

    /// Whether an incarnation is ready.
    ///
    /// @return true if so
    public boolean available() {
        return cell.available();
    }

    /// Since when its view is stale.
    ///
    /// @return wall time, empty if it is not
    public Optional<Instant> staleSince() {
        return cell.staleSince();
    }

    /// Messages that wait in its mailbox.
    ///
    /// @return how many count against the bound
    public int mailboxLength() {
        return cell.mailbox().length();
    }

    /// What was lost so far.
    ///
    /// @return the counts
    public Losses losses() {
        return new Losses(
                cell.lost(Loss.MAILBOX_FULL),
                cell.lost(Loss.REPLY_LATE),
                cell.lost(Loss.SKIPPED),
                cell.lost(Loss.DROPPED));
    }

    /// No message is handled from the next one on, until [#resume()], over restarts: calls wait for their deadlines,
    /// casts for a place. Stops, starts and restarts go on; a stop does not handle what waits. Does not wait for
    /// the message in hand. Suspending twice is suspending once.
    ///
    /// @return false if the server is out of service
    public boolean suspend() {
        return cell.suspend();
    }

    /// Messages are handled again, those that wait first. Resuming what was not suspended does nothing.
    ///
    /// @return false if the server is out of service
    public boolean resume() {
        return cell.resume();
    }

    /// Whether it was suspended and not resumed.
    ///
    /// @return true if so
    public boolean suspended() {
        return cell.suspended();
    }

    /// Messages that may wait in its mailbox.
    ///
    /// @return the bound, `>= 1`
    public int mailboxCapacity() {
        return cell.definition().behaviour().limits().mailbox();
    }

    /// Messages whose handler began, over all incarnations.
    ///
    /// @return how many
    public long handled() {
        return cell.activity().messages();
    }

    /// The code of the server that runs now.
    ///
    /// @return empty while none of it runs
    public Optional<Turn> turn() {
        Thread runner = cell.activity().runner();
        return runner == null
                ? Optional.empty()
                : Optional.of(new Turn(
                        cell.activity().inHand(),
                        runner,
                        Duration.ofNanos(cell.activity().seenForNanos(runner))));
    }

    /// What the watchdog found: code of the server that has been running, not waiting, for more than a second and
    /// still does.
    ///
    /// @return empty if there is none
    public Optional<Stuck> stuck() {
        Watchdog.Find found = cell.activity().stuck();
        if (found == null) {
            return Optional.empty();
        }
        long nanos = cell.runtime().scheduler().clock().nanos() - found.sinceNanos();
        return Optional.of(new Stuck(found.message(), found.runner(), Duration.ofNanos(nanos)));
    }

    /// Number of the newest incarnation.
    ///
    /// @return its epoch; 0 before the first start
    public long epoch() {
        Incarnation now = cell.incarnation();
        return now == null ? 0 : now.epoch();
    }

    /// The newest crash.
    ///
    /// @return empty if it never crashed
    public Optional<Crash> lastCrash() {
        return Optional.ofNullable(cell.activity().lastCrash());
    }

    /// The last view, as its definition's `formatStatus` gives it; whatever that throws is thrown here.
    ///
    /// @return empty before the first view
    public Optional<Object> shownView() {
        return Optional.ofNullable(cell.shown());
    }

    /// The stack of a thread now: its innermost 12 calls on one line, for people.
    ///
    /// @param thread any thread
    /// @return empty for a thread that has ended
    public static String stackOf(Thread thread) {
        return WatchdogLogic.text(thread.getStackTrace());
    }

    /// The thread of the current incarnation.
    ///
    /// @return null before it runs
    @Nullable
    Thread thread() {
        Incarnation now = cell.incarnation();
        return now == null ? null : now.thread();
    }

    /// Counts since the runtime began.
    ///
    /// @param mailboxFull messages that found the mailbox full
    /// @param repliesLate answers whose caller had given up
    /// @param skipped calls left out because their caller had given up
    /// @param dropped messages and timers that belonged to a dead incarnation, merged ticks, casts left at
    ///     a stop, casts that left a full mailbox for newer ones
    public record Losses(long mailboxFull, long repliesLate, long skipped, long dropped) {}

    /// Code of a server that runs.
    ///
    /// @param message the type of the message, `init` or `terminate`
    /// @param thread on which it runs: the server's own, or a caller's
    /// @param atLeast how long it has been at it: since the watchdog looked first, zero if it has not yet
    public record Turn(String message, Thread thread, Duration atLeast) {}

    /// Code of a server that has been running for too long.
    ///
    /// @param message the type of the message, `init` or `terminate`
    /// @param thread on which it runs
    /// @param atLeast how long it has been seen running
    public record Stuck(String message, Thread thread, Duration atLeast) {}

    /// What ended an incarnation that was not asked to end.
    ///
    /// @param time when it was noticed, wall time
    /// @param message the type of the message in hand, `init` or `terminate`
    /// @param epoch the incarnation
    /// @param error the recorded error
    public record Crash(Instant time, String message, long epoch, FoundationError error) {}
}
