package io.elixirscope.foundation.examples.orders;

import io.elixirscope.foundation.cli.FoundationCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The settings of the demo, changed from outside as an operator does: in the file, and with the command
/// `foundation config set` in a process of its own.
final class Settings {

    private static final int FEW = 16;
    private static final int MANY = 24;

    private final Path data;
    private final Path file;

    private Settings(Path data, Path file) {
        this.data = data;
        this.file = file;
    }

    /// Writes the file as the first node finds it.
    static Settings create(Path data) throws IOException {
        var settings = new Settings(data, data.resolve("orders.properties"));
        settings.write(FEW);
        return settings;
    }

    Path file() {
        return file;
    }

    /// More requests at a time, for the node that starts next.
    void edit() throws IOException {
        write(MANY);
    }

    private void write(int concurrency) throws IOException {
        Files.writeString(file, "payment.concurrency = " + concurrency + "\n");
    }

    /// Asks the node that runs for more orders in work.
    void command() throws IOException, InterruptedException, DemoFailure {
        var log = data.resolve("config.log");
        var process = new ProcessBuilder(NodeProcess.command(
                        FoundationCommand.class,
                        "config",
                        "set",
                        "orders.max-open",
                        "250",
                        "--because",
                        "more customers",
                        "--data",
                        data.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new DemoFailure("foundation config set failed", log);
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
