package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.telemetry.Emission;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The change file holds what is kept and not much more.
@Timeout(60)
class ConfigCompactionIT {
    private static final int NOTE_BYTES = 700;
    private static final int UPDATES = 5_000;

    @TempDir
    private Path folder;

    private Path changes() {
        return folder.resolve("config/changes");
    }

    private ConfigNode start() {
        return ConfigNode.started(builder -> builder.directory(folder.resolve("config")));
    }

    private static void update(ConfigNode node, int number) {
        var note = number + "x".repeat(NOTE_BYTES);
        node.config()
                .update(change -> change.set("orders.note", note).set("orders.batch-size", number))
                .orElseThrow();
    }

    private static void updates(ConfigNode node, int from, int to) {
        for (int number = from; number <= to; number++) {
            update(node, number);
        }
    }

    private static List<Object> outcomes(ConfigNode node) {
        return node.emissions("elixir_scope.config.compacted").stream()
                .map(emission -> emission.attribute("outcome"))
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void staysWithinTwiceWhatIsKept() throws IOException {
        List<ConfigVersion> history;
        String difference;
        try (var node = start()) {
            updates(node, 1, UPDATES);
            await(() -> !outcomes(node).isEmpty());
            assertThat(outcomes(node)).containsOnly("ok");
            assertThat(node.emissions("elixir_scope.config.compacted"))
                    .extracting(Emission::value)
                    .allMatch(freed -> freed > 1_000_000);
            history = node.config().history();
            difference =
                    node.config().diff(UPDATES - 1_000, UPDATES).orElseThrow().toString();
        }
        assertThat(Files.size(changes())).isLessThan(6_000_000L);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(changes())))
                .isEqualTo("rw-------");
        assertThat(changes().resolveSibling("changes.new")).doesNotExist();
        try (var node = start()) {
            assertThat(history).hasSize(ConfigHistory.KEPT);
            assertThat(node.config().history()).isEqualTo(history);
            assertThat(node.config().diff(UPDATES - 1_000, UPDATES).orElseThrow())
                    .hasToString(difference);
            assertThat(node.config().version()).isEqualTo(UPDATES + 1);
            node.config().rollback(UPDATES - 1_000).orElseThrow();
            assertThat(node.config().current().orders().batchSize()).isEqualTo(UPDATES - 1_001);
        }
    }

    @Test
    void goesOnWithoutAndSaysSoWhenItCannotBeDone() throws IOException {
        try (var node = start()) {
            var inTheWay = Files.createDirectories(changes().resolveSibling("changes.new/full"));
            updates(node, 1, 3_500);
            await(() -> outcomes(node).contains("error"));
            var health = node.runtime.health().health().services().get("config");
            assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(health.reasons().toString()).contains("cannot be written anew and grows until it can");
            assertThat(node.emissions("elixir_scope.error.occurred"))
                    .extracting(emission -> emission.attribute("code"))
                    .containsOnly(FoundationErrorType.CONFIG_STORAGE_FAILED.fullCode());

            Files.delete(inTheWay);
            Files.delete(inTheWay.getParent());
            int number = 3_500;
            while (!outcomes(node).contains("ok")) {
                update(node, ++number);
            }
            assertThat(node.runtime.health().health().services().get("config").status())
                    .isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void keepsADamagedFileAside() throws IOException {
        try (var node = start()) {
            updates(node, 1, 100);
        }
        try (var file = new RandomAccessFile(changes().toFile(), "rw")) {
            file.seek(30_000);
            file.write(new byte[100]);
        }
        var damaged = Files.readAllBytes(changes());
        try (var node = start()) {
            int number = 100;
            while (outcomes(node).isEmpty()) {
                update(node, ++number);
            }
        }
        var aside = changes().resolveSibling("rejected").resolve("damaged");
        assertThat(Files.readAllBytes(aside)).startsWith(damaged);
        try (var node = start()) {
            assertThat(node.runtime.health().health().services().get("config").status())
                    .isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void startsFromTheWholeFileWhenAnUnfinishedOneLiesBeside() throws IOException {
        try (var node = start()) {
            updates(node, 1, 10);
        }
        var whole = Files.readAllBytes(changes());
        Files.write(changes().resolveSibling("changes.new"), Arrays.copyOf(whole, whole.length / 2));
        try (var node = start()) {
            assertThat(node.config().version()).isEqualTo(11);
            assertThat(node.config().current().orders().batchSize()).isEqualTo(10);
        }
    }
}
