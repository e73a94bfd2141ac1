package io.elixirscope.foundation.examples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.elixirscope.foundation.examples.orders.lines.NodeLine;
import io.elixirscope.foundation.examples.orders.node.OrdersNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The node, seen from the parent: a child process whose lines are read on a thread of their own. What it writes to its
/// standard error goes to `node.log` in the data directory.
final class NodeProcess implements AutoCloseable {

    /// How a process ends that was killed: 128 and the number of the signal.
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Thread reader;
    private final Consumer<NodeLine> listener;
    /// Down when the node is ready, or its output has ended.
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile boolean ready;

    private NodeProcess(Process process, Consumer<NodeLine> listener) {
        this.process = process;
        this.listener = listener;
        this.reader = Thread.ofVirtual().name("node lines").unstarted(this::read);
    }

    /// Starts it.
    ///
    /// @param listener is told every line, on one thread
    static NodeProcess start(Path data, Path settings, URI gateway, Duration chaosPeriod, Consumer<NodeLine> listener)
            throws IOException {
        var command = command(
                OrdersNode.class,
                data.toString(),
                gateway.toString(),
                Long.toString(chaosPeriod.toMillis()),
                settings.toString());
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        data.resolve("node.log").toFile()))
                .start();
        var node = new NodeProcess(process, listener);
        node.reader.start();
        return node;
    }

    /// The command that runs a class in a process of its own: the same java, the same class path.
    static List<String> command(Class<?> main, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(
                List.of(java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                NodeLine.read(line).ifPresent(this::tell);
            }
        } catch (IOException | UncheckedIOException ended) {
            // a killed process ends in the middle of a line
            process.destroyForcibly();
        } finally {
            settled.countDown();
        }
    }

    private void tell(NodeLine line) {
        listener.accept(line);
        if (line instanceof NodeLine.Ready) {
            ready = true;
            settled.countDown();
        }
    }

    /// Waits until the node takes orders; false when it does not.
    boolean awaitReady(Duration longest) throws InterruptedException {
        return settled.await(longest.toMillis(), TimeUnit.MILLISECONDS) && ready;
    }

    /// Waits while the node works; false when it ended by itself before.
    boolean works(Duration time) throws InterruptedException {
        return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    long pid() {
        return process.pid();
    }

    /// `kill -9`; what it had written by then is read to the end.
    ///
    /// @return false when it had ended by itself
    boolean kill() throws InterruptedException {
        process.destroyForcibly();
        int exit = process.waitFor();
        reader.join();
        return exit == KILLED;
    }

    /// Tells it to make a server crash more often than its supervisor allows. No effect on one that has ended.
    void escalate() {
        try {
            command("escalate");
        } catch (IOException _) {
            // whoever waits for it next finds out
        }
    }

    private void command(String command) throws IOException {
        var commands = process.outputWriter(UTF_8);
        commands.write(command + "\n");
        commands.flush();
    }

    /// Tells it to finish what is open and to stop; false when it does not within the time, or ends badly.
    boolean drain(Duration longest) throws InterruptedException {
        try (var _ = process.outputWriter(UTF_8)) {
            command("drain");
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (IOException _) {
            return false; // it has ended before
        }
        reader.join();
        return process.exitValue() == 0;
    }

    /// Ends it at once, if it has not ended.
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
