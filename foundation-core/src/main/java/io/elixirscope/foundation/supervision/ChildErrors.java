package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.server.Incarnation;

/// Why a running supervisor did not do with a child as it was asked.
final class ChildErrors {
    private ChildErrors() {}

    static FoundationError closed(Supervisor supervisor) {
        return of(
                FoundationErrorType.SERVICE_UNAVAILABLE,
                supervisor,
                "Supervisor " + supervisor.name() + " does not run");
    }

    static FoundationError restartsAsker(Supervisor supervisor, String asker) {
        return of(
                FoundationErrorType.SERVICE_UNAVAILABLE,
                supervisor,
                "Supervisor " + supervisor.name() + " is about to start or stop server " + asker
                        + ", which asks it; ask again when that is done");
    }

    static FoundationError fenced(Supervisor supervisor, Incarnation asking) {
        return of(
                        FoundationErrorType.INCARNATION_FENCED,
                        supervisor,
                        "Incarnation " + asking.epoch() + " of server " + asking.server() + " is over; supervisor "
                                + supervisor.name() + " changes nothing on its behalf")
                .with("epoch", asking.epoch());
    }

    static FoundationError full(Supervisor supervisor, String child) {
        return of(
                        FoundationErrorType.RESOURCE_EXHAUSTED,
                        supervisor,
                        "Supervisor " + supervisor.name() + " did not start " + child + ": it has "
                                + supervisor.dynamicLimit() + " children")
                .with("maxChildren", supervisor.dynamicLimit());
    }

    static FoundationError taken(Supervisor supervisor, String child, String state) {
        return of(
                        FoundationErrorType.INVALID_INPUT,
                        supervisor,
                        "Supervisor " + supervisor.name() + " has a child named " + child + " already")
                .with("state", state);
    }

    static FoundationError refused(Supervisor supervisor, String child, String why) {
        return of(
                FoundationErrorType.INVALID_INPUT,
                supervisor,
                "Supervisor " + supervisor.name() + " cannot take child " + child + ": " + why);
    }

    static FoundationError unknown(Supervisor supervisor, String child) {
        return of(
                FoundationErrorType.DATA_NOT_FOUND,
                supervisor,
                "Supervisor " + supervisor.name() + " has no child named " + child);
    }

    /// @param state `running` or `restarting`
    static FoundationError notStopped(Supervisor supervisor, String child, String state) {
        return of(
                        FoundationErrorType.CHILD_NOT_STOPPED,
                        supervisor,
                        "Child " + child + " of supervisor " + supervisor.name() + " is " + state)
                .with("child", child)
                .with("state", state);
    }

    static FoundationError ownEnd(Supervisor supervisor, String server, String child) {
        return of(
                FoundationErrorType.CALL_CYCLE,
                supervisor,
                "Server " + server + " would wait for its own end with child " + child + " of supervisor "
                        + supervisor.name() + "; let its handler stop instead");
    }

    private static FoundationError of(FoundationErrorType type, Supervisor supervisor, String message) {
        return FoundationError.of(type, message).with("supervisor", supervisor.name());
    }
}
