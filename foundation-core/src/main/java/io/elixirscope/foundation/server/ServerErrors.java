package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import java.time.Duration;
import java.util.List;

/// The errors that the engine gives, each with the server's name in its context.
final class ServerErrors {
    private ServerErrors() {}

    static FoundationError unavailable(String server, Lifecycle lifecycle) {
        return of(FoundationErrorType.SERVICE_UNAVAILABLE, server, "Server " + server + " " + lifecycle.text())
                .with("lifecycle", lifecycle.name());
    }

    static FoundationError noView(String server) {
        return of(
                FoundationErrorType.SERVICE_UNAVAILABLE,
                server,
                "Server " + server + " has no view: no incarnation of it was ever ready");
    }

    static FoundationError timeout(String server, String message, Duration waited, Lifecycle lifecycle) {
        return of(
                        FoundationErrorType.TIMEOUT,
                        server,
                        "Server " + server + " did not answer " + message + " within " + waited
                                + (lifecycle == Lifecycle.RUNNING ? "" : ": it " + lifecycle.text()))
                .with("message", message)
                .with("waited", waited);
    }

    static FoundationError noPlace(String server, String message, Duration waited) {
        return of(
                        FoundationErrorType.TIMEOUT,
                        server,
                        "The mailbox of server " + server + " had no place for " + message + " within " + waited)
                .with("message", message)
                .with("waited", waited);
    }

    static FoundationError interrupted(String server, String message) {
        return of(
                        FoundationErrorType.CALL_INTERRUPTED,
                        server,
                        "The calling thread was interrupted while it waited for " + server + " to answer " + message)
                .with("message", message);
    }

    static FoundationError interruptedForPlace(String server, String message) {
        return of(
                        FoundationErrorType.CALL_INTERRUPTED,
                        server,
                        "The sending thread was interrupted while it waited for a place for " + message
                                + " in the mailbox of server " + server)
                .with("message", message);
    }

    static FoundationError stillFull(String server, int capacity, Duration waited) {
        return of(
                        FoundationErrorType.RESOURCE_EXHAUSTED,
                        server,
                        "The mailbox of server " + server + " stayed full for " + waited + ": " + capacity
                                + " messages wait")
                .with("capacityMessages", capacity)
                .with("waited", waited);
    }

    static FoundationError full(String server, int capacity) {
        return of(
                        FoundationErrorType.RESOURCE_EXHAUSTED,
                        server,
                        "The mailbox of server " + server + " is full: " + capacity + " messages wait")
                .with("capacityMessages", capacity);
    }

    static FoundationError cycle(String server, List<String> names) {
        return of(
                        FoundationErrorType.CALL_CYCLE,
                        server,
                        "Servers would wait for each other: " + String.join(" → ", names))
                .with("cycle", names);
    }

    static FoundationError blocking(String server, String operation) {
        return of(
                        FoundationErrorType.BLOCKING_CALL_REFUSED,
                        server,
                        "A handler of the non-blocking server " + server + " may not block: " + operation)
                .with("operation", operation);
    }

    static FoundationError stackExhausted(String server, String message) {
        return of(
                        FoundationErrorType.CALLER_STACK_EXHAUSTED,
                        server,
                        "The stack of the calling thread did not suffice for server " + server + " to handle "
                                + message)
                .with("message", message);
    }

    static FoundationError abandonedByCaller(Incarnation incarnation, String message) {
        return of(
                        FoundationErrorType.SERVER_CRASHED,
                        incarnation.server(),
                        "Server " + incarnation.server() + " was abandoned while this thread handled " + message)
                .with("message", message)
                .with("epoch", incarnation.epoch());
    }

    static FoundationError fenced(Incarnation sender) {
        return of(
                        FoundationErrorType.INCARNATION_FENCED,
                        sender.server(),
                        "Incarnation " + sender.epoch() + " of server " + sender.server()
                                + " is over; nothing is done on its behalf")
                .with("epoch", sender.epoch());
    }

    static FoundationError notGiven(String server, String message) {
        return of(
                        FoundationErrorType.REPLY_NOT_GIVEN,
                        server,
                        "Server " + server + " deferred its answer to " + message + " and ended without giving it")
                .with("message", message);
    }

    static FoundationError crashed(Incarnation incarnation, String message, Throwable cause) {
        return of(
                        FoundationErrorType.SERVER_CRASHED,
                        incarnation.server(),
                        "Server " + incarnation.server() + " crashed while it handled " + message)
                .with("message", message)
                .with("epoch", incarnation.epoch())
                .causedBy(cause);
    }

    static FoundationError abandoned(Incarnation incarnation, String message, Duration waited) {
        return of(
                        FoundationErrorType.SERVER_CRASHED,
                        incarnation.server(),
                        "Server " + incarnation.server() + " was abandoned: it was still handling " + message + " "
                                + waited + " after it was told to stop")
                .with("message", message)
                .with("epoch", incarnation.epoch());
    }

    static FoundationError initFailed(Incarnation incarnation, Throwable cause) {
        return of(
                        FoundationErrorType.INITIALIZATION_FAILED,
                        incarnation.server(),
                        "The init of server " + incarnation.server() + " threw")
                .with("epoch", incarnation.epoch())
                .causedBy(cause);
    }

    static FoundationError initTimedOut(Incarnation incarnation, Duration limit) {
        return of(
                        FoundationErrorType.INITIALIZATION_FAILED,
                        incarnation.server(),
                        "The init of server " + incarnation.server() + " was not over within its limit of " + limit
                                + "; make it faster, do the rest in thenContinue(…), or raise initTimeout(…)")
                .with("epoch", incarnation.epoch())
                .with("limit", limit);
    }

    static FoundationError initRefused(Incarnation incarnation, FoundationError cause) {
        return of(
                        FoundationErrorType.INITIALIZATION_FAILED,
                        incarnation.server(),
                        "The init of server " + incarnation.server() + " failed")
                .with("epoch", incarnation.epoch())
                .causedBy(cause);
    }

    private static FoundationError of(FoundationErrorType type, String server, String message) {
        return FoundationError.of(type, message).with("server", server);
    }
}
