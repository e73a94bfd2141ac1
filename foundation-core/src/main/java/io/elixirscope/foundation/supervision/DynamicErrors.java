package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;

/// Why a dynamic supervisor did not do as it was asked.
final class DynamicErrors {
    private DynamicErrors() {}

    static FoundationError closed(Supervisor supervisor) {
        return of(
                FoundationErrorType.SERVICE_UNAVAILABLE,
                supervisor,
                "Supervisor " + supervisor.name() + " does not run");
    }

    static FoundationError full(Supervisor supervisor, String child) {
        return of(
                        FoundationErrorType.RESOURCE_EXHAUSTED,
                        supervisor,
                        "Supervisor " + supervisor.name() + " did not start " + child + ": it has "
                                + supervisor.dynamicLimit() + " children")
                .with("maxChildren", supervisor.dynamicLimit());
    }

    static FoundationError taken(Supervisor supervisor, String child) {
        return of(
                FoundationErrorType.INVALID_INPUT,
                supervisor,
                "Supervisor " + supervisor.name() + " has a child named " + child + " already");
    }

    static FoundationError refused(Supervisor supervisor, String child, IllegalArgumentException why) {
        return of(
                        FoundationErrorType.INVALID_INPUT,
                        supervisor,
                        "Supervisor " + supervisor.name() + " cannot take child " + child + ": " + why.getMessage())
                .causedBy(why);
    }

    static FoundationError unknown(Supervisor supervisor, String child) {
        return of(
                FoundationErrorType.DATA_NOT_FOUND,
                supervisor,
                "Supervisor " + supervisor.name() + " has no child named " + child);
    }

    static FoundationError ownChild(Supervisor supervisor, String child) {
        return of(
                FoundationErrorType.CALL_CYCLE,
                supervisor,
                "Server " + child + " would wait for its own end by supervisor " + supervisor.name()
                        + "; let its handler stop instead");
    }

    private static FoundationError of(FoundationErrorType type, Supervisor supervisor, String message) {
        return FoundationError.of(type, message).with("supervisor", supervisor.name());
    }
}
