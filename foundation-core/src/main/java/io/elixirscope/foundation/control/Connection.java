package io.elixirscope.foundation.control;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.ThreadKind;
import io.elixirscope.foundation.time.Timer;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// One request and its reply, on a thread of its own. A second thread waits for the other side to close.
final class Connection implements ControlSink {
    private final SocketChannel channel;
    private final ControlSocket.Settings settings;
    private final Consumer<Connection> onEnd;
    private volatile boolean cancelled;
    private volatile boolean late;

    Connection(SocketChannel channel, ControlSocket.Settings settings, Consumer<Connection> onEnd) {
        this.channel = channel;
        this.settings = settings;
        this.onEnd = onEnd;
    }

    void run() {
        try (channel) {
            send(answer());
        } catch (IOException | CancellationException _) {
            // nobody is there to be told
            cancelled = true;
        } finally {
            onEnd.accept(this);
        }
    }

    /// Answers without reading. Does not block: what it sends fits into an empty socket.
    void refuse(FoundationError error) {
        try (channel) {
            channel.write(bytes(RequestLogic.error(error)));
        } catch (IOException _) {
            cancelled = true;
        }
    }

    /// Breaks off.
    void close() {
        cancelled = true;
        try {
            channel.close();
        } catch (IOException _) {
            // closed or not, it is not used any more
            return;
        }
    }

    /// The last line of the reply.
    private String answer() throws IOException {
        var read = read().flatMap(line -> RequestLogic.request(line, PeerUser.of(channel)));
        return switch (read) {
            case Result.Ok<ControlRequest>(var request) -> answer(request);
            case Result.Err<ControlRequest>(var error) -> RequestLogic.error(error);
        };
    }

    private String answer(ControlRequest request) {
        var verb = settings.verbs().get(request.verb());
        if (verb == null) {
            return RequestLogic.error(
                    RequestLogic.unknownVerb(request.verb(), settings.verbs().keySet()));
        }
        var handler = Thread.currentThread();
        settings.scheduler().start(handler.getName() + " closing", ThreadKind.VIRTUAL, () -> awaitClosing(handler));
        try {
            return switch (verb.handle(request, this)) {
                case Result.Ok<Integer>(var exit) -> RequestLogic.end(exit);
                case Result.Err<Integer>(var error) -> RequestLogic.error(error);
            };
        } catch (CancellationException gone) {
            throw gone;
        } catch (Throwable thrown) {
            var error = FoundationError.of(
                            FoundationErrorType.INTERNAL_ERROR, "the control verb '" + request.verb() + "' failed")
                    .causedBy(thrown);
            settings.onFailure().accept(error);
            return RequestLogic.error(error);
        }
    }

    /// The bytes before the first line end; `D205`, `E301` or `D204` where there are none.
    private Result<byte[]> read() throws IOException {
        var buffer = ByteBuffer.allocate(RequestLogic.MAX_REQUEST_BYTES);
        Timer idle = settings.timers().after(ControlSocket.IDLE, this::tooLate);
        try {
            int looked = 0;
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    return Result.err(late ? notInTime() : unended());
                }
                for (; looked < buffer.position(); looked++) {
                    if (buffer.get(looked) == '\n') {
                        return Result.ok(Arrays.copyOf(buffer.array(), looked));
                    }
                }
            }
            return Result.err(RequestLogic.tooLong());
        } finally {
            idle.cancel();
        }
    }

    /// On the timers' thread.
    private void tooLate() {
        late = true;
        try {
            channel.shutdownInput();
        } catch (IOException _) {
            close();
        }
    }

    private static FoundationError notInTime() {
        return FoundationError.of(
                FoundationErrorType.TIMEOUT, "no whole request came within " + ControlSocket.IDLE.toSeconds() + " s");
    }

    private static FoundationError unended() {
        return FoundationError.of(FoundationErrorType.INVALID_INPUT, "a request must end with a line end");
    }

    /// Anything that comes after the request ends the watch: from then on only a failing write tells.
    private void awaitClosing(Thread handler) {
        try {
            if (channel.read(ByteBuffer.allocate(1)) >= 0) {
                return;
            }
        } catch (IOException _) {
            cancelled = true;
        }
        cancelled = true;
        settings.scheduler().wake(handler);
    }

    @Override
    public void item(Value item) {
        piece(RequestLogic.item(item));
    }

    @Override
    public void alive() {
        piece(RequestLogic.ALIVE);
    }

    private void piece(String line) {
        try {
            send(line);
        } catch (IOException gone) {
            var cancellation = new CancellationException("the other side has gone, or does not read");
            cancellation.initCause(gone);
            throw cancellation;
        }
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    private void send(String line) throws IOException {
        var rest = bytes(line);
        while (rest.hasRemaining()) {
            Timer idle = settings.timers().after(ControlSocket.IDLE, this::close);
            try {
                channel.write(rest);
            } finally {
                idle.cancel();
            }
        }
    }

    private static ByteBuffer bytes(String line) {
        return ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    }
}
