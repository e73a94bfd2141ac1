package io.elixirscope.foundation.supervision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a child of a running supervisor does. Immutable.
///
/// @param id its name
/// @param state where it stands
/// @param since when it came to stand there
/// @param restartsAt when it will be started again, wall time; empty unless it is [State#WAITING]
/// @param restarts how often its supervisor started it again
/// @param mailboxLength messages that wait; 0 for a supervisor
/// @param children its own children in starting order; none for a server
public record ChildStatus(
        String id,
        State state,
        Instant since,
        Optional<Instant> restartsAt,
        long restarts,
        int mailboxLength,
        List<ChildStatus> children) {
    /// Where a child stands.
    public enum State {
        /// Its first start is under way.
        STARTING,
        /// Ready.
        RUNNING,
        /// It ended, and its next start is under way or waits for a decision.
        RESTARTING,
        /// It ended, and its supervisor waits before it starts it again: [#restartsAt()].
        WAITING,
        /// It is asked to stop.
        STOPPING,
        /// Out of service on purpose: stopped, ignored, or ended and not to be restarted.
        STOPPED,
        /// Its supervisor gave up.
        GAVE_UP
    }

    /// Copies the list.
    ///
    /// @param id its name
    /// @param state where it stands
    /// @param since when it came to stand there
    /// @param restartsAt when it will be started again, wall time; empty unless it is
    ///     [State#WAITING]
    /// @param restarts how often its supervisor started it again
    /// @param mailboxLength messages that wait; 0 for a supervisor
    /// @param children its own children in starting order; none for a server
    public ChildStatus {
        children = List.copyOf(children);
    }
}
