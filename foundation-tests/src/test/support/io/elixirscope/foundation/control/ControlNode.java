package io.elixirscope.foundation.control;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timers;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A control socket without a Foundation, whose idle times pass by hand.
final class ControlNode implements AutoCloseable {
    final List<FoundationError> failures = new CopyOnWriteArrayList<>();
    final ControlSocket socket;
    private final ManualClock clock = new ManualClock();
    private final Timers timers = new Timers(clock.scheduler(), "timers");

    ControlNode(Path data, Map<String, ControlVerb> verbs) {
        var bases = List.of(Path.of(System.getProperty("java.io.tmpdir")));
        socket = ControlSocket.open(settings(data, bases, verbs)).orElseThrow();
    }

    private ControlSocket.Settings settings(Path data, List<Path> bases, Map<String, ControlVerb> verbs) {
        return new ControlSocket.Settings(Scheduler.system(), timers, data, bases, verbs, failures::add);
    }

    SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket.path()));
    }

    /// Lets the idle time of as many connections pass as are said to wait.
    void passIdleTime(int waiting) {
        while (timers.pending() < waiting) {
            Thread.onSpinWait();
        }
        clock.jump(ControlSocket.IDLE.plus(Duration.ofSeconds(1)));
    }

    /// All that comes after this was sent, until the node closes.
    String ask(String request) throws IOException {
        try (var channel = connect()) {
            send(channel, request);
            return receive(channel);
        }
    }

    static void send(SocketChannel channel, String text) throws IOException {
        send(channel, text.getBytes(StandardCharsets.UTF_8));
    }

    static void send(SocketChannel channel, byte[] bytes) throws IOException {
        var rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /// A node that has not read everything resets the connection after its answer.
    static String receive(SocketChannel channel) {
        var text = new StringBuilder();
        var buffer = ByteBuffer.allocate(4_096);
        try {
            while (channel.read(buffer.clear()) >= 0) {
                text.append(StandardCharsets.UTF_8.decode(buffer.flip()));
            }
        } catch (IOException reset) {
            return text.toString();
        }
        return text.toString();
    }

    long connections() {
        return socket.health().details().get("connections") instanceof Value.LongValue(var open) ? open : -1;
    }

    void awaitNoConnection() {
        while (connections() > 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        timers.close();
    }
}
