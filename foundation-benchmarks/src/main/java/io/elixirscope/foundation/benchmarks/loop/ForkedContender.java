package io.elixirscope.foundation.benchmarks.loop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A contender in a JVM of its own, which sleeps while others have their turn. For one thread.
public final class ForkedContender implements AutoCloseable {
    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;

    private ForkedContender(String name, Process process) {
        this.name = name;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
    }

    /// Starts the JVM.
    ///
    /// @param <E> the enum that knows the contender
    /// @param maker the enum's constant
    /// @param callers who will repeat
    /// @return the hold on it
    /// @throws IOException if it cannot be started
    public static <E extends Enum<E> & Contender.Maker> ForkedContender start(E maker, Callers callers)
            throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Fork.class.getName(),
                maker.getDeclaringClass().getName(),
                maker.name(),
                Integer.toString(callers.count()),
                callers.kind().name());
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ForkedContender(maker.name(), process);
    }

    /// Runs it without counting.
    ///
    /// @param millis for how long
    /// @throws IOException if it failed
    public void warm(long millis) throws IOException {
        ask(Fork.WARM, millis);
    }

    /// Runs one round.
    ///
    /// @param millis how long it is
    /// @return what it showed
    /// @throws IOException if it failed
    public Round round(long millis) throws IOException {
        return Round.parse(ask(Fork.ROUND, millis));
    }

    private String ask(String command, long millis) throws IOException {
        commands.write(command + " " + millis + "\n");
        commands.flush();
        String answer = answers.readLine();
        if (answer == null || answer.startsWith(Fork.FAILED)) {
            throw new IOException(name + (answer == null ? ": its JVM ended" : ": " + answer));
        }
        return answer;
    }

    /// Ends the JVM.
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
