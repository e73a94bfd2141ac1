package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that updates its configuration is killed: every update that it saw applied is there at the next start.
class ConfigCrashIT {
    private static final int ROUNDS = 3;

    /// Updates for ever, and prints each version once it is applied.
    public static void main(String[] arguments) {
        var node = ConfigNode.started(builder -> builder.directory(Path.of(arguments[0])));
        while (true) {
            var version = node.config().update(change -> change.compute("orders.batch-size", int.class, n -> n + 1));
            System.out.println(version.orElseThrow().number());
            System.out.flush();
        }
    }

    @Test
    void keepsEveryAcknowledgedUpdate(@TempDir Path folder) throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            long acknowledged = acknowledgedBeforeKill(folder.resolve("config"), 200 + 317 * round);
            try (var node = ConfigNode.started(builder -> builder.directory(folder.resolve("config")))) {
                assertThat(node.config().version()).isGreaterThanOrEqualTo(acknowledged);
                assertThat((long) node.config().current().orders().batchSize())
                        .isEqualTo(node.config().version() + 9);
            }
        }
    }

    private static long acknowledgedBeforeKill(Path directory, int updates) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConfigCrashIT.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = 0;
        try (var lines = process.inputReader()) {
            for (int i = 0; i < updates; i++) {
                last = Long.parseLong(String.valueOf(lines.readLine()));
            }
            process.toHandle().destroyForcibly();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line.matches("\\d+") ? Math.max(last, whole(line, last)) : last;
            }
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return last;
    }

    /// The last line may be cut: a number that does not follow is none.
    private static long whole(String line, long before) {
        long number = Long.parseLong(line);
        return number == before + 1 ? number : before;
    }
}
