package io.elixirscope.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who may hold a data directory, over processes.
@Timeout(60)
class DataDirectoryIT {
    @TempDir
    private Path directory;

    /// Another process: prints what opening the directory gave.
    public static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) {
            System.out.print(DataDirectory.open(Path.of(arguments[0])) instanceof Result.Ok<?> ? "open" : "held");
        }
    }

    private String openedByAnotherProcess() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opener.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static DataDirectory opened(Result<DataDirectory> result) {
        return result.orElseThrow();
    }

    @Test
    void aRefusedSecondOpeningDoesNotLetAnotherProcessIn() throws Exception {
        try (var first = opened(DataDirectory.open(directory))) {
            assertThat(first.starts()).isEqualTo(1);
            assertThat(DataDirectory.open(directory).succeeded()).isFalse();

            assertThat(openedByAnotherProcess()).isEqualTo("held");
        }
        assertThat(openedByAnotherProcess()).isEqualTo("open");
    }

    @Test
    void aHolderThatDiedIsNoHolder() throws Exception {
        assertThat(openedByAnotherProcess()).isEqualTo("open");

        try (var next = opened(DataDirectory.open(directory))) {
            assertThat(next.starts()).isEqualTo(2);
        }
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactlyInAnyOrder(directory.resolve("LOCK"), directory.resolve("starts"));
        }
    }

    @Test
    void refusesAFileOfStartsThatIsNoNumber() throws Exception {
        Files.writeString(directory.resolve("starts"), "many");

        var refused = DataDirectory.open(directory);

        assertThat(((Result.Err<?>) refused).error().message()).contains("starts");
        assertThat(Files.readString(directory.resolve("starts"))).isEqualTo("many");
    }
}
