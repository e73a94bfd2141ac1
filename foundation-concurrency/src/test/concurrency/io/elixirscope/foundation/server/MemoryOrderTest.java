package io.elixirscope.foundation.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.testkit.LongRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the engine relies on of the memory model, by jcstress in processes of its own.
final class MemoryOrderTest {
    /// How long each test runs in each of the ways it is compiled, in milliseconds.
    private static final String MILLIS = "500";

    @TempDir
    private Path results;

    @LongRun
    @Test
    void nothingForbiddenIsSeen() throws IOException, InterruptedException {
        String said = jcstress(
                "-t",
                "io.elixirscope.*Stress",
                "-time",
                MILLIS,
                "-iters",
                "1",
                "-f",
                "1",
                "-fsm",
                "1",
                "-af",
                "NONE",
                "-sc",
                "false",
                "-r",
                results.toString());
        assertThat(said)
                .contains("All remaining tests: 5 matching", "Failed tests: No matches", "Error tests: No matches")
                .endsWith("exit 0");
    }

    private String jcstress(String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                "org.openjdk.jcstress.Main"),
                        Stream.of(arguments))
                .toList();
        Process child = new ProcessBuilder(command)
                .directory(results.toFile())
                .redirectErrorStream(true)
                .start();
        child.getOutputStream().close();
        return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8) + "exit " + child.waitFor();
    }
}
