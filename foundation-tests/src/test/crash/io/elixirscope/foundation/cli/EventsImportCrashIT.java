package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class EventsImportCrashIT {

    private static final Pattern ACKNOWLEDGED = Pattern.compile("\\{\"position\":(\\d+),\"id\":(\"[^\"]*\")}");
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 5_000;

    @TempDir
    private Path directory = Path.of("");

    @Test
    @Timeout(120)
    void whatWasAcknowledgedIsThereAfterAKill() throws IOException, InterruptedException {
        var acknowledged = importUntilKilled();
        var export = Cli.run("events", "export", "--data", directory);
        assertThat(export.code()).isZero();
        var stored = export.lines();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_THE_KILL);
        for (var line : acknowledged) {
            var ack = ACKNOWLEDGED.matcher(line);
            assertThat(ack.matches()).as(line).isTrue();
            var position = Integer.parseInt(ack.group(1));
            assertThat(stored.get(position - 1))
                    .contains("\"position\":" + position + ",", "\"id\":" + ack.group(2) + ",");
        }
    }

    /// The whole lines that the process printed before its end.
    private List<String> importUntilKilled() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), FoundationCommand.class.getName());
        command.command().addAll(List.of("events", "import", Cli.SAMPLE.toString(), "--repeat", "1000", "--ack"));
        command.command().addAll(List.of("--data", directory.toString()));
        var process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> lines = new ArrayList<>();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (lines.size() == ACKNOWLEDGED_BEFORE_THE_KILL) {
                    process.toHandle().destroyForcibly(); // leaves the pipe open, as kill -9 does
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        if (!lines.getLast().endsWith("}")) {
            lines.removeLast();
        }
        return lines;
    }
}
