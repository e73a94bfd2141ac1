package io.elixirscope.foundation.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys of the terminal, one by one without Enter, and its size, by `stty`. Closing, and the
/// end of the process, put the terminal back as it was.
final class TopKeys implements AutoCloseable {

    /// No key within a second.
    static final int NONE = -1;

    private static final String TERMINAL = "/dev/tty";

    private final String before;
    private final FileInputStream keys;
    private final Thread hook;

    private TopKeys(String before, FileInputStream keys) {
        this.before = before;
        this.keys = keys;
        this.hook = new Thread(this::restore, "terminal");
    }

    /// Empty where there is no terminal, or no `stty`.
    static Optional<TopKeys> open() {
        try {
            var before = stty("-g");
            if (before.isEmpty()) {
                return Optional.empty();
            }
            var opened = new TopKeys(before, new FileInputStream(TERMINAL));
            Runtime.getRuntime().addShutdownHook(opened.hook);
            stty("-icanon", "-echo", "min", "0", "time", "10");
            return Optional.of(opened);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Waits for a key, at most a second.
    int next() {
        try {
            return keys.read();
        } catch (IOException _) {
            return NONE;
        }
    }

    /// Lines and columns.
    int[] size() {
        try {
            String[] words = stty("size").split(" ", -1);
            return new int[] {Integer.parseInt(words[0]), Integer.parseInt(words[1])};
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return new int[] {24, 80};
        }
    }

    private static String stty(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add("stty");
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectInput(Path.of(TERMINAL).toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var answer = process.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }

    private void restore() {
        try {
            stty(before);
        } catch (IOException _) {
            return;
        }
    }

    @Override
    public void close() {
        restore();
        Runtime.getRuntime().removeShutdownHook(hook);
        try {
            keys.close();
        } catch (IOException _) {
            return;
        }
    }
}
