package io.elixirscope.foundation.server;

import java.time.Duration;
import java.util.Objects;

/// Why an incarnation ended. Immutable.
///
/// There is no `Killed`: the JVM cannot kill a thread. An incarnation that does not end in its time is [Abandoned].
public sealed interface ExitReason {
    /// The server stopped by itself and is done.
    record Normal() implements ExitReason {}

    /// A supervisor, or the server itself, asked for an orderly stop.
    record Shutdown() implements ExitReason {}

    /// A handler, `init` or the view function threw.
    ///
    /// @param cause what was thrown
    record Failed(Throwable cause) implements ExitReason {
        /// Refuses a null cause.
        ///
        /// @param cause what was thrown
        public Failed {
            Objects.requireNonNull(cause, "cause");
        }
    }

    /// It did not stop in its time and was fenced; its thread may still run, but nothing it does counts any more.
    ///
    /// @param waited how long its supervisor waited
    record Abandoned(Duration waited) implements ExitReason {
        /// Refuses a null duration.
        ///
        /// @param waited how long its supervisor waited
        public Abandoned {
            Objects.requireNonNull(waited, "waited");
        }
    }

    /// It ended because one that it was linked with did, by [ServerContext#link(ServerRef)].
    ///
    /// @param server the server that ended first; of a chain of links, where it began
    /// @param reason why that one ended
    record Linked(String server, ExitReason reason) implements ExitReason {
        /// Refuses null parts.
        ///
        /// @param server the server that ended first
        /// @param reason why that one ended
        public Linked {
            Objects.requireNonNull(server, "server");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /// Done.
    ///
    /// @return the reason
    static ExitReason normal() {
        return new Normal();
    }

    /// Asked to stop.
    ///
    /// @return the reason
    static ExitReason shutdown() {
        return new Shutdown();
    }

    /// Thrown.
    ///
    /// @param cause what was thrown
    /// @return the reason
    static ExitReason failed(Throwable cause) {
        return new Failed(cause);
    }

    /// Whether a supervisor counts this as a failure: a transient child restarts only then.
    ///
    /// @return true for [Failed] and [Abandoned], and for [Linked] with such a reason
    default boolean abnormal() {
        return switch (this) {
            case Normal _, Shutdown _ -> false;
            case Failed _, Abandoned _ -> true;
            case Linked linked -> linked.reason().abnormal();
        };
    }
}
