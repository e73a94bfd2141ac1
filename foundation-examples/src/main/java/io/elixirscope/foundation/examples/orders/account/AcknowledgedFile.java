package io.elixirscope.foundation.examples.orders.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.elixirscope.foundation.examples.orders.lines.Acknowledgement;
import io.elixirscope.foundation.examples.orders.lines.Fields;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The list of what the shop has acknowledged, kept by the parent beside the data: `acknowledged.jsonl`. Only the
/// parent
/// writes it, so it knows nothing of what the store knows. Later runs on the same directory add to it.
public final class AcknowledgedFile implements AutoCloseable {

    private static final String NAME = "acknowledged.jsonl";

    private final BufferedWriter writer;

    private AcknowledgedFile(BufferedWriter writer) {
        this.writer = writer;
    }

    /// Opens the list of a data directory to add to it.
    public static AcknowledgedFile open(Path data) throws IOException {
        return new AcknowledgedFile(Files.newBufferedWriter(data.resolve(NAME), UTF_8, CREATE, APPEND));
    }

    /// Reads the list of a data directory; a last line that is not whole was not written to its end and does not count.
    public static List<Acknowledgement> read(Path data) throws IOException {
        var file = data.resolve(NAME);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file, UTF_8)) {
            return lines.map(Fields::read)
                    .flatMap(fields -> fields.flatMap(Acknowledgement::read).stream())
                    .toList();
        }
    }

    /// Adds a line, handed to the operating system when this returns.
    public synchronized void add(Acknowledgement acknowledgement) throws IOException {
        writer.write(acknowledgement.fields().toLine() + "\n");
        writer.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
