package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// One message of the soak: what was planned, and what became of it. Thread-safe.
final class Ticket {
    /// The sender of messages that servers send: it promises no order.
    static final int SERVERS = -1;

    /// Longer than anything lasts here: who waits for so long has been forgotten.
    static final Duration LONG = Duration.ofSeconds(8);

    final String server;
    final int sender;
    /// Rises with each message of the sender to the server.
    final long number;
    final Job.Deed deed;
    /// How long a caller waits; zero and less for what needs no answer.
    final Duration limit;
    /// Whether somebody waits for an answer.
    final boolean call;

    final AtomicInteger entered = new AtomicInteger();
    final AtomicInteger completed = new AtomicInteger();
    /// Answers that a kept right to answer has given.
    final AtomicInteger given = new AtomicInteger();
    /// What the handler answered or promised.
    final AtomicReference<Job.Mark> made = new AtomicReference<>();
    /// Who handled it; of a continuation, who returned it.
    volatile Incarnation handler;

    volatile Result<?> answer;
    /// Of what needs no answer: the server, or a timer of it, has it.
    volatile boolean sent;
    /// What a handler's step asks for.
    volatile boolean continuation;

    static Ticket call(String server, int sender, long number, Job.Deed deed, Duration limit) {
        return new Ticket(server, sender, number, deed, limit, true);
    }

    static Ticket cast(String server, int sender, long number, Job.Deed deed) {
        return new Ticket(server, sender, number, deed, Duration.ZERO, false);
    }

    private Ticket(String server, int sender, long number, Job.Deed deed, Duration limit, boolean call) {
        this.server = server;
        this.sender = sender;
        this.number = number;
        this.deed = deed;
        this.limit = limit;
        this.call = call;
    }

    boolean patient() {
        return limit.compareTo(LONG) >= 0;
    }

    /// Whether the handler's incarnation was left behind. For the end of a round.
    boolean abandoned() {
        Incarnation by = handler;
        return by != null && by.fenced() && !by.idle();
    }

    /// What was planned.
    String plan() {
        return (call ? "call " : "cast ") + deed + " " + number
                + (sender == SERVERS ? " of a server" : " of sender " + sender) + " to " + server;
    }

    @Override
    public String toString() {
        return plan()
                + (call ? " within " + limit.toNanos() / 1_000 + " us" : sent ? " sent" : " not sent") + ", entered "
                + entered + ", completed " + completed
                + (handler == null ? "" : " by " + handler) + ", made " + made + ", given " + given + ", answer "
                + answer;
    }
}
