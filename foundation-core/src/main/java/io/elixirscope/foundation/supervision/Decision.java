package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Severity;
import java.time.Duration;
import java.util.List;

/// What a supervisor does about a child that ended.
sealed interface Decision {
    /// Wait, then stop some and start some.
    ///
    /// @param group who restarts together
    /// @param delay how long to wait first, `>= 0`
    /// @param history the restarts with this one
    record Restart(Group group, Duration delay, RestartHistory history) implements Decision {}

    /// Who restarts together.
    ///
    /// @param stop ids to stop, in this order
    /// @param start ids to start, in this order
    /// @param remove ids of temporary children that are stopped and not started again
    record Group(List<String> stop, List<String> start, List<String> remove) {
        public Group {
            stop = List.copyOf(stop);
            start = List.copyOf(start);
            remove = List.copyOf(remove);
        }

        boolean concerns(String child) {
            return start.contains(child) || remove.contains(child);
        }
    }

    /// A restart that waits already will start it again.
    ///
    /// @param with the child whose restart that is
    record Join(String with) implements Decision {}

    /// The child stays ended; its specification is kept.
    record Leave() implements Decision {}

    /// The child stays ended and is forgotten.
    record Remove() implements Decision {}

    /// A significant child ended: stop all children and end.
    record ShutDown() implements Decision {}

    /// Too many restarts: stop all children and end.
    ///
    /// @param history the restarts, with the one that is not made
    record GiveUp(RestartHistory history) implements Decision {}

    /// The child's error is too severe to restart anybody: stop all children and end.
    ///
    /// @param severity of the error
    record Escalate(Severity severity) implements Decision {}
}
