package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.server.ServerControl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a child of a running supervisor does. Immutable.
///
/// @param id its name
/// @param state where it stands
/// @param since when it came to stand there; of a suspended server, when it began to run
/// @param restartsAt when it will be started again, wall time; empty unless it is [State#WAITING]
/// @param restarts how often its supervisor started it again
/// @param work what it does; [Work#NONE] for a supervisor
/// @param children its own children in starting order; none for a server
public record ChildStatus(
        String id,
        State state,
        Instant since,
        Optional<Instant> restartsAt,
        long restarts,
        Work work,
        List<ChildStatus> children) {
    /// Where a child stands.
    public enum State {
        /// Its first start is under way.
        STARTING,
        /// Ready.
        RUNNING,
        /// Ready, but it handles no message until it is resumed.
        SUSPENDED,
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

    /// What a server does: its messages, over all its restarts, and its code if that runs for too long.
    ///
    /// @param mailboxLength messages that wait and count against the bound
    /// @param mailboxCapacity the bound; 0 for a supervisor
    /// @param handled messages whose handler began
    /// @param losses what was lost
    /// @param stuck code of the server that has been running for too long, null if there is none
    public record Work(
            int mailboxLength,
            int mailboxCapacity,
            long handled,
            ServerControl.Losses losses,
            @Nullable Stuck stuck) {
        /// That of a supervisor, which has no messages.
        public static final Work NONE = new Work(0, 0, 0, new ServerControl.Losses(0, 0, 0, 0), null);
    }

    /// Code of a server that has been running, not waiting, for more than a second.
    ///
    /// @param message the type of the message, `init` or `terminate`
    /// @param atLeast how long it has been seen running
    /// @param thread the name of the thread it runs on
    /// @param stack what it is doing now: its innermost calls on one line
    public record Stuck(String message, Duration atLeast, String thread, String stack) {
        static Stuck of(ServerControl.Stuck found) {
            return new Stuck(
                    found.message(), found.atLeast(), found.thread().getName(), ServerControl.stackOf(found.thread()));
        }
    }

    /// Copies the list.
    ///
    /// @param id its name
    /// @param state where it stands
    /// @param since when it came to stand there
    /// @param restartsAt when it will be started again, wall time; empty unless it is
    ///     [State#WAITING]
    /// @param restarts how often its supervisor started it again
    /// @param work what it does
    /// @param children its own children in starting order; none for a server
    public ChildStatus {
        children = List.copyOf(children);
    }

    /// Messages that wait.
    ///
    /// @return how many; 0 for a supervisor
    public int mailboxLength() {
        return work.mailboxLength();
    }
}
