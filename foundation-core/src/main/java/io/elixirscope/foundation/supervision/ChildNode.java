package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.FoundationError;
import java.time.Instant;
import java.util.function.Consumer;

/// One child of a running supervisor. Only the tree's decision thread calls it, but for
/// [#status()]; nothing waits.
interface ChildNode {
    /// How a start went.
    sealed interface Started {
        record Ready() implements Started {}

        record Ignored() implements Started {}

        record Failed(FoundationError error) implements Started {}
    }

    /// What follows a stop.
    enum StopMode {
        /// Nothing: what waits is handled first, what comes is refused.
        FOR_GOOD,
        /// Perhaps a restart: what waits is kept for it.
        FOR_RESTART
    }

    /// Why a child is out of service.
    enum Ending {
        STOPPED,
        GIVEN_UP
    }

    ChildSpec spec();

    /// Starts it. `done` runs on the decision thread, unless the child is stopped first.
    void start(Consumer<Started> done);

    /// Stops it if it runs. `done` runs on the decision thread, later.
    void stop(StopMode mode, Runnable done);

    /// Whether it has been started and has not ended since.
    boolean alive();

    /// Whether this is the server of that name, or has it below.
    boolean contains(String server);

    /// Whether it contains that server, and that is being started or stopped.
    boolean unsettled(String server);

    /// Says that its next start waits. It does not run.
    void waitUntil(Instant restart);

    /// Ends a stop that takes too long.
    void abandon();

    /// Puts it out of service. It does not run.
    void close(Ending ending);

    /// Lets its servers go: another tree may take them.
    void release();

    /// As [#release()], for a child that nobody will start again: names that it used are free.
    void forget();

    /// Number of its starts: tells one life from the next.
    long life();

    /// How it does; any thread.
    ChildStatus status();
}
