package io.elixirscope.foundation.control;

import io.elixirscope.foundation.error.ErrorCatalogue;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timer;
import io.elixirscope.foundation.time.Timers;
import io.elixirscope.foundation.value.JsonReading;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks the node that runs on a data directory. Immutable, thread-safe; each request is a connection of its own.
public final class ControlClient {
    /// How long a node may be silent.
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int READ_BYTES = 8_192;

    private final ControlFile file;
    private final Scheduler scheduler;

    private ControlClient(ControlFile file, Scheduler scheduler) {
        this.file = file;
        this.scheduler = scheduler;
    }

    /// Finds the node of a data directory.
    ///
    /// @param dataDirectory the directory of a node
    /// @param scheduler gives time and threads
    /// @return what asks it; `S102` where no node runs, also where one ended and left its file behind; `D204` where
    ///     this user may not ask it or it speaks another version; `D202` where the file is not of a node
    public static Result<ControlClient> of(Path dataDirectory, Scheduler scheduler) {
        return ControlFile.read(dataDirectory).flatMap(file -> {
            if (!file.alive()) {
                return Result.err(ControlErrors.stale(dataDirectory, file));
            }
            if (file.protocol() != RequestLogic.VERSION) {
                return Result.err(ControlErrors.otherVersion(file));
            }
            return Result.ok(new ControlClient(file, scheduler));
        });
    }

    /// What the node says of itself in its data directory.
    ///
    /// @return its socket and process
    public ControlFile file() {
        return file;
    }

    /// Sends a request and waits for the end of the reply. Blocks, at most 10 s for each piece of it.
    ///
    /// @param verb what is to be done
    /// @param args how, by name
    /// @param items takes each item as it comes, in the caller's thread
    /// @return the exit code; the error that the node answers; `S102` where it does not answer, `E301` where it
    ///     accepts but stays silent, `D202` where what answers is not a node
    public Result<Integer> ask(String verb, Map<String, Value> args, Consumer<? super Value> items) {
        try (var timers = new Timers(scheduler, "control client");
                var channel = SocketChannel.open(UnixDomainSocketAddress.of(file.socket()))) {
            return new Exchange(channel, timers, items).run(verb, args);
        } catch (IOException failed) {
            var error = isForbidden() ? ControlErrors.forbidden(file.socket()) : ControlErrors.unreachable(file);
            return Result.err(error.causedBy(failed));
        }
    }

    private boolean isForbidden() {
        Path directory = file.socket().getParent();
        return directory != null
                && Files.isDirectory(directory)
                && (!Files.isExecutable(directory)
                        || (Files.exists(file.socket()) && !Files.isWritable(file.socket())));
    }

    /// One request on its connection.
    private final class Exchange {
        private final SocketChannel channel;
        private final Timers timers;
        private final Consumer<? super Value> items;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private volatile boolean silent;

        Exchange(SocketChannel channel, Timers timers, Consumer<? super Value> items) {
            this.channel = channel;
            this.timers = timers;
            this.items = items;
        }

        Result<Integer> run(String verb, Map<String, Value> args) {
            try {
                send(verb, args);
                return receive();
            } catch (IOException failed) {
                return Result.err(
                        silent
                                ? ControlErrors.silent(file, PATIENCE.toSeconds())
                                : ControlErrors.cutShort(file).causedBy(failed));
            }
        }

        /// A node that refuses has answered before it has read all: what it says is read in any case.
        private void send(String verb, Map<String, Value> args) {
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("v", Value.of(RequestLogic.VERSION));
            fields.put("verb", Value.of(verb));
            fields.put("args", Value.map(args));
            var rest = ByteBuffer.wrap((JsonText.write(Value.map(fields)) + "\n").getBytes(StandardCharsets.UTF_8));
            Timer patience = timers.after(PATIENCE, this::giveUp);
            try {
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            } catch (IOException _) {
                return;
            } finally {
                patience.cancel();
            }
        }

        private Result<Integer> receive() throws IOException {
            var buffer = ByteBuffer.allocate(READ_BYTES);
            while (read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    byte next = buffer.get();
                    if (next != '\n') {
                        line.write(next);
                        continue;
                    }
                    Optional<Result<Integer>> end = line(line.toByteArray());
                    line.reset();
                    if (end.isPresent()) {
                        return end.get();
                    }
                }
                if (line.size() > ValueLimits.DEFAULT.maxBytes()) {
                    return Result.err(ControlErrors.notAnAnswer(file, "a line is too long"));
                }
            }
            return Result.err(ControlErrors.cutShort(file));
        }

        private int read(ByteBuffer buffer) throws IOException {
            Timer patience = timers.after(PATIENCE, this::giveUp);
            try {
                return channel.read(buffer);
            } finally {
                patience.cancel();
            }
        }

        /// On the timers' thread: ends the wait.
        private void giveUp() {
            silent = true;
            try {
                channel.close();
            } catch (IOException _) {
                return;
            }
        }

        /// Empty after an item or a sign of life, the end of the reply else.
        private Optional<Result<Integer>> line(byte[] json) {
            if (!(JsonText.read(json, ValueLimits.DEFAULT) instanceof JsonReading.Parsed(Value.MapValue(var fields)))
                    || fields.size() != 1) {
                return Optional.of(Result.err(ControlErrors.notAnAnswer(file, "a line is not an object of one field")));
            }
            if (fields.containsKey("alive")) {
                return Optional.empty();
            }
            var item = fields.get("item");
            if (item != null) {
                items.accept(item);
                return Optional.empty();
            }
            if (fields.get("end") instanceof Value.MapValue(var end)
                    && end.get("exit") instanceof Value.LongValue(var exit)) {
                return Optional.of(Result.ok((int) exit));
            }
            return Optional.of(Result.err(error(fields.get("error"))));
        }

        private FoundationError error(@Nullable Value error) {
            if (error == null) {
                return ControlErrors.notAnAnswer(file, "a line is neither item, alive, end nor error");
            }
            return switch (FoundationError.fromValue(error, ErrorCatalogue.builtIn())) {
                case Result.Ok<FoundationError>(var answered) -> answered;
                case Result.Err<FoundationError>(var unreadable) -> unreadable;
            };
        }
    }
}
