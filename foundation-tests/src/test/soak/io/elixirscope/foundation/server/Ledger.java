package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What happened in a round, what may not have happened, and which answers are right. Thread-safe.
final class Ledger {
    private static final int SHOWN = 80;

    private final Queue<Event> history = new ConcurrentLinkedQueue<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final Queue<Ticket> tickets = new ConcurrentLinkedQueue<>();
    /// Set before the tree is stopped: from then on everybody may be refused.
    volatile boolean stopping;

    private record Event(long nanos, String thread, String what, Ticket ticket, long epoch) {
        @Override
        public String toString() {
            return "%12d us %-24s %-9s epoch %d: %s".formatted(nanos / 1_000, thread, what, epoch, ticket.plan());
        }
    }

    Ticket open(Ticket ticket) {
        tickets.add(ticket);
        return ticket;
    }

    void note(String what, Ticket ticket, long epoch) {
        history.add(new Event(System.nanoTime(), Thread.currentThread().getName(), what, ticket, epoch));
    }

    void wrong(String what, Ticket ticket) {
        violations.add(what + ": " + ticket);
    }

    void wrong(String what) {
        violations.add(what);
    }

    boolean failed() {
        return !violations.isEmpty();
    }

    Queue<Ticket> tickets() {
        return tickets;
    }

    /// How many messages there were, by their answers.
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (Ticket ticket : tickets) {
            counts.merge(ticket.call ? "calls" : "casts", 1L, Long::sum);
            if (ticket.abandoned()) {
                counts.merge("handled by an abandoned one", 1L, Long::sum);
            }
            String answer = ticket.answer instanceof Result.Err<?>(var error)
                    ? error.type().toString()
                    : "ok";
            counts.merge((ticket.call ? "call " : "cast ") + answer, 1L, Long::sum);
        }
        return counts;
    }

    /// The violations, and the newest of what happened to the servers they are about.
    String report() {
        List<String> wrong = List.copyOf(violations);
        List<Event> about = new ArrayList<>();
        for (Event event : history) {
            if (wrong.stream().limit(5).anyMatch(each -> each.contains(event.ticket().server))) {
                about.add(event);
            }
        }
        var text = new StringBuilder();
        wrong.stream().limit(20).forEach(each -> text.append("  ").append(each).append('\n'));
        text.append("  ").append(wrong.size()).append(" violations; the newest of the history:\n");
        about.stream()
                .skip(Math.max(0, about.size() - SHOWN))
                .forEach(each -> text.append("  ").append(each).append('\n'));
        return text.toString();
    }

    /// The one answer to a call.
    ///
    /// @param interrupted whether the caller had an interrupt pending
    /// @param fenced whether the caller was a fenced incarnation before it called
    /// @param temporary whether the server may be gone
    void answered(Ticket ticket, Result<?> answer, boolean interrupted, boolean fenced, boolean temporary) {
        if (ticket.answer != null) {
            wrong("answered twice", ticket);
        }
        ticket.answer = answer;
        note("answered", ticket, 0);
        switch (answer) {
            case Result.Ok<?>(var value) -> ok(ticket, value);
            case Result.Err<?>(var error) -> {
                if (!allowed(ticket, error.type(), interrupted, temporary)) {
                    wrong("an answer that is not allowed here", ticket);
                }
            }
        }
        if (fenced && !is(answer, FoundationErrorType.INCARNATION_FENCED)) {
            wrong("a fenced caller got something", ticket);
        }
    }

    private void ok(Ticket ticket, Object value) {
        boolean promised = ticket.deed == Job.Deed.PROMISE;
        if (ticket.entered.get() != 1 || (!promised && ticket.completed.get() != 1)) {
            wrong("Ok without exactly one handling", ticket);
        }
        if (ticket.deed == Job.Deed.REFUSE || ticket.deed == Job.Deed.CRASH || ticket.deed == Job.Deed.FORGET) {
            wrong("Ok from nobody", ticket);
        }
        if (!value.equals(ticket.made.get())) {
            wrong("another answer than its own, " + value, ticket);
        }
    }

    private boolean allowed(Ticket ticket, ErrorType type, boolean interrupted, boolean temporary) {
        boolean nested = ticket.sender == Ticket.SERVERS;
        boolean untouched = ticket.entered.get() == 0;
        return switch ((FoundationErrorType) type) {
            case INVALID_INPUT -> ticket.deed == Job.Deed.REFUSE && ticket.completed.get() == 1;
            case SERVER_CRASHED -> !untouched && (ticket.deed == Job.Deed.CRASH || ticket.handler.fenced());
            case REPLY_NOT_GIVEN -> !untouched && (ticket.deed == Job.Deed.PROMISE || ticket.deed == Job.Deed.FORGET);
            case TIMEOUT -> !ticket.patient();
            case SERVICE_UNAVAILABLE -> untouched && (!ticket.patient() || temporary || stopping);
            case CALL_INTERRUPTED -> interrupted || nested;
            case CALL_CYCLE -> nested;
            case BLOCKING_CALL_REFUSED, INCARNATION_FENCED -> nested && untouched;
            default -> false;
        };
    }

    /// Whether a call was answered that no handler ran, and one did: also after the answer.
    static boolean handledAfterAll(Ticket ticket) {
        return ticket.entered.get() != 0 && is(ticket.answer, FoundationErrorType.SERVICE_UNAVAILABLE);
    }

    /// The result of a cast.
    void accepted(Ticket ticket, Result<?> result, boolean fenced, boolean temporary) {
        ticket.answer = result;
        ticket.sent = result instanceof Result.Ok<?>;
        note("cast", ticket, 0);
        if (fenced && !is(result, FoundationErrorType.INCARNATION_FENCED)) {
            wrong("a fenced sender was heard", ticket);
        }
        if (result instanceof Result.Err<?>(var error)) {
            boolean allowed = switch ((FoundationErrorType) error.type()) {
                case RESOURCE_EXHAUSTED -> true;
                case SERVICE_UNAVAILABLE -> temporary || stopping;
                case INCARNATION_FENCED -> ticket.sender == Ticket.SERVERS;
                default -> false;
            };
            if (!allowed) {
                wrong("a refusal that is not allowed here", ticket);
            }
        }
    }

    private static boolean is(Result<?> result, FoundationErrorType type) {
        return result instanceof Result.Err<?>(var error) && error.type() == type;
    }
}
