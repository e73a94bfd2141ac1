package io.elixirscope.foundation.control;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import io.elixirscope.foundation.time.Timers;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Answers requests of the machine's users about this node on a Unix domain socket, which the file `control` of the
/// data directory names. Thread-safe.
///
/// The platform thread `control` accepts; each connection has a platform thread of its own, so that an answer comes
/// also when every virtual thread is busy. At most [#MAX_CONNECTIONS] of them.
public final class ControlSocket implements AutoCloseable {
    /// Connections at a time; a further one is refused with `S201`. Unit: connections.
    public static final int MAX_CONNECTIONS = 8;

    /// How long a request may take to arrive, and a piece of a reply to be read.
    public static final Duration IDLE = Duration.ofSeconds(10);

    /// How often a verb that waits for news shows that it is there.
    public static final Duration ALIVE = Duration.ofSeconds(4);

    private static final String THREAD = "control";
    private static final Duration TIME_TO_END = Duration.ofSeconds(2);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(100);

    private final Settings settings;
    private final SocketPlace place;

    private final Object lock = new Object();
    private final Set<Connection> connections = new HashSet<>();
    private boolean closed;
    private boolean accepting = true;
    private @Nullable Thread closer;
    private long accepted;
    private long refused;
    private @Nullable String failing;

    /// What a control socket works with.
    ///
    /// @param scheduler starts the threads
    /// @param timers cut off who is idle
    /// @param dataDirectory gets the file `control`; held by this process alone
    /// @param bases where the socket's directory may be made, the first that will do is taken
    /// @param verbs what can be asked, by name
    /// @param onFailure told of what a verb threw, on that connection's thread; must not throw
    public record Settings(
            Scheduler scheduler,
            Timers timers,
            Path dataDirectory,
            List<Path> bases,
            Map<String, ControlVerb> verbs,
            Consumer<? super FoundationError> onFailure) {
        /// Copies both collections.
        ///
        /// @param scheduler starts the threads
        /// @param timers cut off who is idle
        /// @param dataDirectory gets the file `control`
        /// @param bases where the socket's directory may be made
        /// @param verbs what can be asked, by name
        /// @param onFailure told of what a verb threw
        public Settings {
            bases = List.copyOf(bases);
            verbs = Map.copyOf(verbs);
        }
    }

    private ControlSocket(Settings settings, SocketPlace place) {
        this.settings = settings;
        this.place = place;
    }

    /// Binds the socket, replaces the file `control`, and begins to answer. Removes the socket that an ended process
    /// left behind.
    ///
    /// @param settings what it works with
    /// @return the open socket; `S101` saying of each base why no socket can be bound there, or what kept the file
    ///     from being written
    public static Result<ControlSocket> open(Settings settings) {
        removeLeft(settings.dataDirectory());
        return SocketPlace.bind(settings.bases()).flatMap(place -> {
            var socket = new ControlSocket(settings, place);
            try {
                ControlFile.here(place.socket()).write(settings.dataDirectory());
                settings.scheduler().start(THREAD, ThreadKind.PLATFORM, socket::accept);
                return Result.ok(socket);
            } catch (IOException | UnsupportedOperationException | OutOfMemoryError failed) {
                socket.ended();
                return Result.err(socket.closeAfter(FoundationError.of(
                                FoundationErrorType.INITIALIZATION_FAILED, "the control socket could not be opened")
                        .causedBy(failed)));
            }
        });
    }

    private static void removeLeft(Path dataDirectory) {
        if (ControlFile.read(dataDirectory) instanceof Result.Ok<ControlFile>(var file)) {
            try {
                SocketPlace.removeLeft(file.socket());
            } catch (IOException _) {
                // what an earlier process left harms nobody: the new socket has a directory of its own
                return;
            }
        }
    }

    private FoundationError closeAfter(FoundationError error) {
        try {
            close();
            return error;
        } catch (FoundationException failed) {
            return error.causedBy(failed);
        }
    }

    private void accept() {
        try {
            while (!isClosed()) {
                try {
                    welcome(place.channel().accept());
                    failing(null);
                } catch (ClosedChannelException _) {
                    break;
                } catch (IOException failed) {
                    failing("connections cannot be accepted: " + failed.getMessage());
                    settings.scheduler().park(this, settings.scheduler().deadlineAfter(PAUSE_AFTER_FAILURE));
                }
            }
        } finally {
            ended();
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        var connection = new Connection(channel, settings, this::left);
        boolean room;
        long number;
        synchronized (lock) {
            room = !closed && connections.size() < MAX_CONNECTIONS;
            number = ++accepted;
            if (room) {
                connections.add(connection);
            } else {
                refused++;
            }
        }
        if (!room) {
            connection.refuse(FoundationError.of(
                    FoundationErrorType.RESOURCE_EXHAUSTED,
                    "this node answers " + MAX_CONNECTIONS + " control connections at a time"));
            return;
        }
        try {
            settings.scheduler().start(THREAD + " " + number, ThreadKind.PLATFORM, connection::run);
        } catch (OutOfMemoryError noThread) {
            failing("a connection got no thread: " + noThread.getMessage());
            connection.close();
            left(connection);
        }
    }

    private void failing(@Nullable String why) {
        synchronized (lock) {
            failing = why;
        }
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    private void left(Connection connection) {
        synchronized (lock) {
            connections.remove(connection);
        }
        wakeCloser();
    }

    private void ended() {
        synchronized (lock) {
            accepting = false;
        }
        wakeCloser();
    }

    private void wakeCloser() {
        Thread waiting;
        synchronized (lock) {
            waiting = closer;
        }
        if (waiting != null) {
            settings.scheduler().wake(waiting);
        }
    }

    /// Where it listens.
    ///
    /// @return the socket's path
    public Path path() {
        return place.socket();
    }

    /// How it does: DEGRADED while connections cannot be accepted.
    ///
    /// @return its state; counts of connections as details
    public ServiceHealth health() {
        synchronized (lock) {
            Map<String, Value> details = new LinkedHashMap<>();
            details.put("socket", Value.of(place.socket().toString()));
            details.put("connections", Value.of(connections.size()));
            details.put("accepted", Value.of(accepted));
            details.put("refused", Value.of(refused));
            return failing == null
                    ? new ServiceHealth(HealthStatus.HEALTHY, List.of(), details)
                    : new ServiceHealth(HealthStatus.DEGRADED, List.of(failing), details);
        }
    }

    /// Breaks off what is being answered and removes the socket, its directory and the file `control`. Waits for its
    /// threads, at most 2 s. A second close does nothing.
    ///
    /// @throws FoundationException with `S202 storage_failed` if a file cannot be removed
    @Override
    public void close() {
        List<Connection> open;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            closer = Thread.currentThread();
            open = List.copyOf(connections);
        }
        try {
            place.channel().close();
            open.forEach(Connection::close);
            awaitEnd();
            removeFiles();
        } catch (IOException failed) {
            throw new FoundationException(FoundationError.of(
                            FoundationErrorType.STORAGE_FAILED, "cannot remove the control socket " + place.socket())
                    .causedBy(failed));
        }
    }

    private void removeFiles() throws IOException {
        if (ControlFile.read(settings.dataDirectory()) instanceof Result.Ok<ControlFile>(var file)
                && file.socket().equals(place.socket())) {
            Files.deleteIfExists(ControlFile.in(settings.dataDirectory()));
        }
        place.remove();
    }

    private void awaitEnd() {
        var scheduler = settings.scheduler();
        long deadline = scheduler.deadlineAfter(TIME_TO_END);
        while (isAtWork()
                && scheduler.clock().nanos() < deadline
                && !Thread.currentThread().isInterrupted()) {
            scheduler.park(this, deadline);
        }
    }

    private boolean isAtWork() {
        synchronized (lock) {
            return accepting || !connections.isEmpty();
        }
    }
}
