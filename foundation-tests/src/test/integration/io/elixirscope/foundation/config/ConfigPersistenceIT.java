package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigPersistenceIT {
    @TempDir
    private Path folder;

    private Path data;
    private Path file;

    @BeforeEach
    void paths() {
        data = folder.resolve("config");
        file = data.resolve("changes");
    }

    private ConfigNode start(Object... overrides) {
        return ConfigNode.started(builder -> {
            for (int i = 0; i < overrides.length; i += 2) {
                builder.override((String) overrides[i], overrides[i + 1]);
            }
            return builder.directory(data);
        });
    }

    private void update(ConfigNode node, String path, Object value) {
        node.config().update(change -> change.set(path, value)).orElseThrow();
    }

    private ServiceView health(ConfigNode node) {
        var health = node.runtime.health().health().services().get("config");
        return new ServiceView(health.status(), String.join("; ", health.reasons()));
    }

    private record ServiceView(HealthStatus status, String reasons) {}

    @Test
    void goesOnWithVersionsAcrossRestarts() {
        List<ConfigVersion> before;
        try (var node = start()) {
            update(node, "orders.batch-size", 50);
            update(node, "orders.timeout", "7s");
            before = node.config().history();
        }
        try (var node = start()) {
            assertThat(node.config().version()).isEqualTo(3);
            assertThat(node.config().current().orders().batchSize()).isEqualTo(50);
            assertThat(node.config().history()).isEqualTo(before);
            assertThat(node.emissions("elixir_scope.config.update")).isEmpty();
            update(node, "orders.batch-size", 51);
            assertThat(node.config().version()).isEqualTo(4);
        }
    }

    @Test
    void makesAVersionOfChangedSources() {
        try (var node = start()) {
            update(node, "orders.batch-size", 50);
        }
        try (var node = start("port", 9090, "orders.batch-size", 70)) {
            var version = node.config().snapshot().version();
            assertThat(version.number()).isEqualTo(3);
            assertThat(version.cause()).isEqualTo("start: the sources changed");
            assertThat(version.changedPaths()).containsExactly("port");
            assertThat(node.config().current().orders().batchSize()).isEqualTo(50);
            assertThat(node.emissions("elixir_scope.config.update")).hasSize(1);
            node.config().update(change -> change.reset("orders.batch-size")).orElseThrow();
            assertThat(node.config().current().orders().batchSize()).isEqualTo(70);
        }
    }

    @Test
    void noticesAChangedSecretAndStoresNone() throws IOException {
        try (var node = start("api-key", "first-secret")) {
            assertThat(node.config().version()).isEqualTo(1);
        }
        try (var node = start("api-key", "first-secret")) {
            assertThat(node.config().version()).isEqualTo(1);
        }
        try (var node = start("api-key", "second-secret")) {
            assertThat(node.config().snapshot().version().changedPaths()).containsExactly("api-key");
        }
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain("-secret");
    }

    @Test
    void keepsAPinOverALayerThatChangesLater() {
        try (var node = start()) {
            update(node, "orders.batch-size", 10);
            assertThat(node.config().version()).isEqualTo(1);
        }
        try (var node = start("orders.batch-size", 70)) {
            assertThat(node.config().current().orders().batchSize()).isEqualTo(10);
            assertThat(node.config().version()).isEqualTo(1);
        }
    }

    @Test
    void setsOverridesThatNoLongerValidateAside() throws IOException {
        try (var node = start()) {
            update(node, "orders.max", 5);
            update(node, "orders.batch-size", 50);
        }
        try (var node = start("orders.min", 7)) {
            assertThat(node.config().current().orders().max()).isEqualTo(9);
            assertThat(node.config().current().orders().batchSize()).isEqualTo(50);
            assertThat(node.config().version()).isEqualTo(4);
            assertThat(health(node).status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(health(node).reasons()).contains("orders.max was set aside", "min must be <= max");
            assertThat(node.emissions("elixir_scope.config.rejected").getFirst().attribute("paths"))
                    .isEqualTo(List.of("orders.max"));
            assertThat(node.emissions("elixir_scope.error.occurred")).hasSize(1);
        }
        assertThat(data.resolve("rejected/overrides-4")).content().contains("orders.max = 5", "# orders.min must be");
        try (var node = start("orders.min", 7)) {
            assertThat(health(node).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(node.config().version()).isEqualTo(4);
        }
    }

    @Test
    void recoversFromATornRecordAtEveryByte() throws IOException {
        byte[] before;
        byte[] whole;
        try (var node = start()) {
            update(node, "orders.batch-size", 50);
            before = Files.readAllBytes(file);
            update(node, "orders.batch-size", 60);
            whole = Files.readAllBytes(file);
        }
        for (int length = before.length + 1; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (var node = start()) {
                assertThat(node.config().version()).isEqualTo(2);
                assertThat(node.config().current().orders().batchSize()).isEqualTo(50);
                assertThat(node.emissions("elixir_scope.config.recovered")
                                .getFirst()
                                .value())
                        .isEqualTo(length - before.length);
                assertThat(health(node).status()).isEqualTo(HealthStatus.HEALTHY);
                update(node, "orders.batch-size", 61);
                assertThat(node.config().version()).isEqualTo(3);
            }
            try (var node = start()) {
                assertThat(node.config().current().orders().batchSize()).isEqualTo(61);
                assertThat(node.emissions("elixir_scope.config.recovered")).isEmpty();
            }
        }
        assertThat(data.resolve("rejected")).isDirectoryContaining("glob:**/torn-" + before.length);
    }

    @Test
    void cutsOffAnEndLongerThanARecord() throws IOException {
        byte[] whole;
        try (var node = start()) {
            update(node, "orders.batch-size", 50);
            whole = Files.readAllBytes(file);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 3_000));
        try (var node = start()) {
            assertThat(node.emissions("elixir_scope.config.recovered")
                            .getFirst()
                            .value())
                    .isEqualTo(3_000);
            assertThat(Files.size(file)).isEqualTo(whole.length);
            update(node, "orders.batch-size", 51);
        }
        try (var node = start()) {
            assertThat(node.emissions("elixir_scope.config.recovered")).isEmpty();
            assertThat(node.config().current().orders().batchSize()).isEqualTo(51);
        }
    }

    @Test
    void tellsDamageBeforeTheEndAndKeepsTheRest() throws IOException {
        int second;
        try (var node = start()) {
            second = (int) Files.size(file);
            update(node, "orders.batch-size", 50);
            update(node, "orders.max", 60);
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[second + 20] ^= 1;
        Files.write(file, bytes);

        try (var node = start()) {
            assertThat(node.config().current().orders().batchSize()).isEqualTo(50);
            assertThat(node.config().current().orders().max()).isEqualTo(60);
            assertThat(node.config().version()).isGreaterThanOrEqualTo(3);
            assertThat(health(node).status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(health(node).reasons()).contains("offset " + second);
            assertThat(node.emissions("elixir_scope.error.occurred").getFirst().attribute("code"))
                    .isEqualTo("D301");
        }
    }

    @Test
    void refusesAFileThatIsNoChangeFile() throws IOException {
        Files.createDirectories(data);
        Files.writeString(file, "something else, and long enough for a header");

        var refused = Config.builder(ShopConfig.class).directory(data).open(new ConfigNode().runtime);

        assertThat(refused.toString()).contains("C403", "is not a change file");
        assertThat(file).hasContent("something else, and long enough for a header");
    }

    @Test
    void namesTheFormatOfALaterVersion() throws IOException {
        try (var node = ConfigNode.started(builder -> builder.directory(data))) {
            node.stop();
        }
        var bytes = Files.readAllBytes(file);
        bytes[9] = 2;
        Files.write(file, bytes);

        var refused = Config.builder(ShopConfig.class).directory(data).open(new ConfigNode().runtime);

        assertThat(refused.toString()).contains("C403", "has format version 2; only 1 is known here");
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void keepsFilesForTheirOwnerOnly() throws IOException {
        Files.createDirectories(data.getParent());
        try (var node = start()) {
            update(node, "orders.max", 5);
        }
        try (var node = start("orders.min", 7)) {
            assertThat(node.config().version()).isEqualTo(3);
        }
        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(data.resolve("rejected"))).isEqualTo("rwx------");
        assertThat(permissions(data.resolve("rejected/overrides-3"))).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void survivesInterruptedCallers() {
        try (var node = start()) {
            Thread.currentThread().interrupt();
            node.config().update(change -> change.set("orders.max", 20));
            assertThat(Thread.interrupted()).isTrue();
            update(node, "orders.batch-size", 50);
            assertThat(node.config().snapshot().values()).containsEntry("orders.batch-size", Value.of(50));
        }
    }
}
