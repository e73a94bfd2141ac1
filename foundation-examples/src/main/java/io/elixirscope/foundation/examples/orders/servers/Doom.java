package io.elixirscope.foundation.examples.orders.servers;

/// The crash that is in store for an incarnation. Not thread-safe.
final class Doom {

    private boolean midway;

    /// Crashes now, or remembers to.
    void choose(Moment moment) {
        if (moment == Moment.NOW) {
            throw new ChaosException("chaos, between two messages");
        }
        midway = true;
    }

    /// Called where a crash hurts most: after a step is stored and before it is handed on.
    void midway() {
        if (midway) {
            throw new ChaosException("chaos, a step stored and not handed on");
        }
    }

    /// The bug that no one has foreseen.
    static final class ChaosException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ChaosException(String message) {
            super(message);
        }
    }
}
