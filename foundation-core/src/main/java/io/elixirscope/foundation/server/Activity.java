package io.elixirscope.foundation.server;

import org.jspecify.annotations.Nullable;

/// What one server has done so far, for those who look from outside. Counting costs its handlers two additions and
/// one look at a word that hardly ever changes; no clock is read.
final class Activity {
    private final ServerCell<?, ?> cell;
    private final Watchdog watchdog;
    /// Messages whose handler began. Who has the role counts; others see it a little later.
    private long messages;
    /// Times that `init` or `terminate` began, counted likewise.
    private long others;

    private boolean inService;
    private volatile Watchdog.@Nullable Find find;
    private volatile ServerControl.@Nullable Crash lastCrash;

    Activity(ServerCell<?, ?> cell, Watchdog watchdog) {
        this.cell = cell;
        this.watchdog = watchdog;
    }

    /// The server's code is about to run. Only for who has the role.
    void counts(boolean message) {
        if (message) {
            messages++;
        } else {
            others++;
        }
    }

    /// The server's code runs from here on: whoever looks sees it.
    void runs() {
        watchdog.handlerBegins();
    }

    /// The server's code begins on the incarnation's own thread; false if that is to leave.
    boolean enters(Incarnation incarnation, @Nullable Envelope message) {
        counts(message != null);
        if (!incarnation.enterUser(message)) {
            return false;
        }
        runs();
        return true;
    }

    /// Grows whenever the server's code begins to run.
    long turns() {
        return messages + others;
    }

    long messages() {
        return messages;
    }

    /// The server is started, again perhaps. Throws if the watchdog has no thread to look with.
    synchronized void opens() {
        if (!inService) {
            watchdog.opened();
            inService = true;
        }
    }

    /// The server is out of service, perhaps since long.
    void closes() {
        boolean was;
        synchronized (this) {
            was = inService;
            inService = false;
        }
        if (was) {
            watchdog.closed();
        }
    }

    void found(Watchdog.@Nullable Find next) {
        find = next;
    }

    /// What the watchdog found in the turn that it looked at last; that may have ended since.
    Watchdog.@Nullable Find find() {
        return find;
    }

    /// What the watchdog found, while it lasts.
    Watchdog.@Nullable Find stuck() {
        Watchdog.Find found = find;
        return found != null && found.turns() == turns() && found.runner().equals(runner()) ? found : null;
    }

    /// The thread on which the server's code runs now; null while none of it runs.
    @Nullable
    Thread runner() {
        Incarnation now = cell.incarnation();
        return now == null ? null : now.runner();
    }

    /// Whether a caller is about to run the server's code, or runs it already: seen before its thread is.
    boolean begins() {
        Incarnation now = cell.incarnation();
        return now != null && now.resting() && cell.mailbox().arrived();
    }

    /// What the server's code is about while it runs: the type of a message, `init` or `terminate`.
    String inHand() {
        Incarnation now = cell.incarnation();
        Envelope queued = now == null ? null : now.inHand();
        if (queued != null) {
            return queued.label();
        }
        Call<?, ?> own = cell.lentMessage();
        if (own != null) {
            return HandlerTable.typeOf(own).getSimpleName();
        }
        Lifecycle life = cell.lifecycle();
        return life == Lifecycle.STARTING || life == Lifecycle.RESTARTING ? "init" : "terminate";
    }

    /// How long the turn on that thread is known to last.
    long seenForNanos(Thread runner) {
        return watchdog.seenForNanos(cell, turns(), runner);
    }

    void crashed(ServerControl.Crash crash) {
        lastCrash = crash;
    }

    ServerControl.@Nullable Crash lastCrash() {
        return lastCrash;
    }
}
