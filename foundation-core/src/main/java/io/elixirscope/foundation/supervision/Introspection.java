package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.error.Suggestion;
import io.elixirscope.foundation.server.ServerControl;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The servers of a tree, seen from outside: how each does, what it holds, what it is doing. And
/// the one thing that is done to them from there: suspending. As OTP's module `sys`. Thread-safe;
/// no method waits for a server.
///
/// A suspended server finishes the message in hand and handles no other. What comes waits in its
/// mailbox: a call until its deadline, then `S102 service_unavailable`; a cast is refused once the
/// mailbox is full; timers and notices wait too. It is restarted and stopped as ever: a restart
/// leaves it suspended, for the messages that wait belong to its name; a stop handles none of them
/// and resumes nothing. Health is DEGRADED meanwhile.
///
/// {@snippet class="io.elixirscope.foundation.supervision.IntrospectionSnippets"
/// region="introspection"}
public final class Introspection {
    private static final ValueLimits VIEW_LIMITS = new ValueLimits(12, 1_000, 96 * 1024);

    private static final int NEAREST = 3;

    private final SupervisionTree tree;
    private final TreeParts parts;

    Introspection(SupervisionTree tree, TreeParts parts) {
        this.tree = tree;
        this.parts = parts;
    }

    /// Every supervisor and server, and how each does.
    ///
    /// @return the root now
    public ChildStatus tree() {
        return tree.status();
    }

    /// The servers that supervisors hold.
    ///
    /// @return their names, sorted
    public List<String> servers() {
        return parts.servers().keySet().stream().sorted().toList();
    }

    /// All that can be seen of one server. Its view is shown by its definition's `formatStatus`, in
    /// this thread; components of records marked as secrets, and
    /// [Sensitive][io.elixirscope.foundation.value.Sensitive] values, are hidden.
    ///
    /// Errors: `D401 data_not_found` if there is no such server, with names that are near.
    ///
    /// @param name the server's name
    /// @return its status now
    public Result<ServerStatus> server(String name) {
        ServerNode node = parts.servers().get(name);
        return node == null ? unknown(name) : Result.ok(status(node));
    }

    private static ServerStatus status(ServerNode node) {
        ServerControl control = node.control();
        return new ServerStatus(
                node.status(),
                control.epoch(),
                view(control),
                control.staleSince().orElse(null),
                control.turn().map(ServerStatus.Turn::of).orElse(null),
                control.lastCrash().orElse(null));
    }

    /// It is asked about a server that may be ill: whatever its functions throw must not hide the
    /// rest.
    private static Value view(ServerControl control) {
        try {
            return Value.shown(control.shownView().orElse(null), VIEW_LIMITS);
        } catch (Throwable thrown) {
            return Value.of("(not shown: formatStatus of " + control.name() + " threw "
                    + thrown.getClass().getName() + ")");
        }
    }

    /// Suspends a server. Suspending it twice is suspending it once.
    ///
    /// Errors: `D401 data_not_found` if there is no such server; `S102 service_unavailable` if it
    /// is out of service or stopping.
    ///
    /// @param name the server's name
    /// @return done
    public Result<Done> suspend(String name) {
        return change(name, "suspended", ServerControl::suspend);
    }

    /// Has a server handle messages again, first those that wait. One that is not suspended goes
    /// on.
    ///
    /// Errors: as of [#suspend(String)].
    ///
    /// @param name the server's name
    /// @return done
    public Result<Done> resume(String name) {
        return change(name, "resumed", ServerControl::resume);
    }

    private Result<Done> change(String name, String done, Predicate<ServerControl> operation) {
        ServerNode node = parts.servers().get(name);
        if (node == null) {
            return unknown(name);
        }
        if (operation.test(node.control())) {
            return Result.ok(Done.DONE);
        }
        return Result.err(FoundationError.of(
                        FoundationErrorType.SERVICE_UNAVAILABLE,
                        "Server " + name + " is out of service, so it cannot be " + done)
                .with("server", name)
                .with("state", node.status().state().name()));
    }

    private <T> Result<T> unknown(String name) {
        List<String> near = Suggestion.nearest(name, parts.servers().keySet(), NEAREST);
        return Result.err(FoundationError.of(
                        FoundationErrorType.DATA_NOT_FOUND,
                        "There is no server named \"" + name + "\" in tree " + tree.name()
                                + Suggestion.hint(name, near))
                .with("server", name)
                .with("near", near));
    }

    /// All that can be seen of one server from outside, as OTP's `sys:get_status`. Immutable; a
    /// moment later some of it may be otherwise.
    ///
    /// @param child where it stands, its restarts and its messages
    /// @param epoch the number of its newest incarnation, its fencing token; 0 before the first
    ///     start
    /// @param view the view that it published last, without secrets, bounded; null's value before
    ///     the first
    /// @param staleSince since when no living incarnation stands behind the view, null if one does
    /// @param turn its code that runs now, null while none does
    /// @param lastCrash its newest crash, null if there was none
    public record ServerStatus(
            ChildStatus child,
            long epoch,
            Value view,
            @Nullable Instant staleSince,
            @Nullable Turn turn,
            ServerControl.@Nullable Crash lastCrash) {

        /// Code of the server that runs.
        ///
        /// @param message the type of the message in hand, `init` or `terminate`
        /// @param atLeast for how long, at least: no handler is timed, but the watchdog looks twice
        ///     a second
        /// @param thread the name of the thread: the server's own, or a caller's
        /// @param stack what it is doing: its innermost calls on one line
        public record Turn(String message, Duration atLeast, String thread, String stack) {
            static Turn of(ServerControl.Turn turn) {
                return new Turn(
                        turn.message(), turn.atLeast(), turn.thread().getName(), ServerControl.stackOf(turn.thread()));
            }
        }
    }
}
