package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.control.ControlFile;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A node in a process of its own is asked, killed, asked in vain, and followed by another one.
@Timeout(120)
class NodeKilledCrashIT {

    /// Runs until it is killed; says when it can be asked. By then its only carrier of virtual threads spins.
    public static void main(String[] arguments) throws InterruptedException {
        var spinning = new CountDownLatch(1);
        try (var node = Foundation.builder()
                .dataDirectory(Path.of(arguments[0]))
                .node("front")
                .start()
                .orElseThrow()) {
            node.errors().record(FoundationError.of(FoundationErrorType.TIMEOUT, "the last words"));
            while (node.events().stats().events() < 1) {
                Thread.onSpinWait();
            }
            Thread.ofVirtual().start(() -> {
                spinning.countDown();
                while (true) {
                    Thread.onSpinWait();
                }
            });
            spinning.await();
            System.out.println("ready");
            System.out.flush();
            node.awaitStop();
        }
    }

    @Test
    void isToldOfAsGoneAndCleanedUpAfter(@TempDir Path data) throws IOException, InterruptedException {
        var process = started(data);
        try {
            var asked = Cli.run("health", "--data", data);
            assertThat(asked.code()).as(asked.err()).isZero();
            assertThat(asked.lines().getFirst()).startsWith("HEALTHY  node front, process " + process.pid());
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        var left = ControlFile.read(data).orElseThrow();
        assertThat(left.socket()).exists();

        var inVain = Cli.run("tree", "--data", data);
        assertThat(inVain.code()).isEqualTo(1);
        assertThat(inVain.err())
                .contains(
                        "no node runs on " + data, "process " + process.pid(), "start the node again", "or delete it");
        assertThat(Cli.run("errors", "recent", "--data", data).out()).contains("[E301 timeout] the last words");

        try (var next = Foundation.builder().dataDirectory(data).start().orElseThrow()) {
            assertThat(next.available()).isTrue();
            assertThat(left.socket().getParent()).doesNotExist();
            assertThat(Cli.run("tree", "--data", data).code()).isZero();
        }
    }

    private static Process started(Path data) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-Djdk.virtualThreadScheduler.parallelism=1",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeKilledCrashIT.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }
}
