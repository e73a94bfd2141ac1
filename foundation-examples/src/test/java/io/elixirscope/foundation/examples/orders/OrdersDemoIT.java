package io.elixirscope.foundation.examples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.examples.orders.account.AcknowledgedFile;
import io.elixirscope.foundation.examples.orders.lines.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the whole demo as a user does, in processes of its own.
class OrdersDemoIT {

    @TempDir
    Path directory;

    private record Ended(int exit, String out, String err) {}

    @Test
    void balancesAfterCrashesAndAKill() throws Exception {
        var data = directory.resolve("data");

        var ended = demo("--seconds", "5", "--json", "--data", data.toString());

        assertThat(ended.exit).as(ended.err).isZero();
        var account = Fields.read(ended.out.strip()).orElseThrow();
        assertThat(account.number("orders")).isPositive();
        assertThat(account.number("eventsAcknowledged"))
                .isPositive()
                .isEqualTo(AcknowledgedFile.read(data).size());
        assertThat(account.number("eventsFound")).isEqualTo(account.number("eventsAcknowledged"));
        assertThat(account.number("eventsLost")).isZero();
        assertThat(account.number("restarts")).isPositive();
        assertThat(account.number("escalations")).isPositive();
        assertThat(account.number("processKills")).isEqualTo(1);
        assertThat(account.counts("configUpdatesBy")).containsKeys("program", "command line", "file");
        assertThat(account.number("configUpdates")).isGreaterThanOrEqualTo(3);
        assertThat(account.counts("errorsByCode")).containsKey("S402");
        assertThat(account.number("storeP50Nanos")).isPositive();
        assertThat(account.number("storeP99Nanos")).isGreaterThanOrEqualTo(account.number("storeP50Nanos"));
        assertThat(account.text("health")).isEqualTo("HEALTHY");
        assertThat(account.number("doubleCharges")).isZero();
        assertThat(account.number("ordersUnfinished")).isZero();
        assertThat(ended.err)
                .contains("kill -9")
                .contains("configuration v")
                .contains("crashed")
                .contains("settlement gave up on billing");
    }

    @Test
    void saysHowItIsUsed() throws Exception {
        var ended = demo("--seconds", "none");

        assertThat(ended.exit).isEqualTo(2);
        assertThat(ended.out).isEmpty();
        assertThat(ended.err)
                .contains("--seconds")
                .contains("Usage: foundation demo")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesATimeOutOfRange() throws Exception {
        assertThat(demo("--seconds", "0").exit).isEqualTo(2);
    }

    @Test
    void showsNoStackTraceWhenTheDirectoryCannotBeUsed() throws Exception {
        var file = Files.createFile(directory.resolve("file"));

        var ended = demo("--seconds", "1", "--data", file.resolve("below").toString());

        assertThat(ended.exit).isEqualTo(1);
        assertThat(ended.err).contains("cannot use").doesNotContain("\tat ");
    }

    @Test
    void namesTheProcessThatHoldsTheDirectory() throws Exception {
        var data = directory.resolve("data");
        try (var _ = Foundation.builder().dataDirectory(data).start().orElseThrow()) {
            var ended = demo("--seconds", "1", "--data", data.toString());

            assertThat(ended.exit).isEqualTo(1);
            assertThat(ended.err)
                    .contains("in use by process " + ProcessHandle.current().pid())
                    .doesNotContain("    at ");
        }
    }

    private Ended demo(String... arguments) throws IOException, InterruptedException {
        var out = directory.resolve("out");
        var err = directory.resolve("err");
        var process = new ProcessBuilder(NodeProcess.command(OrdersDemo.class, arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(110, TimeUnit.SECONDS)).isTrue();
        } finally {
            List.of(process.toHandle()).forEach(ProcessHandle::destroyForcibly);
        }
        return new Ended(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }
}
