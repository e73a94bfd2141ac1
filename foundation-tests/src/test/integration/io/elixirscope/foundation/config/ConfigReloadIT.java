package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.ServiceHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReloadIT {
    @TempDir
    private Path folder;

    private Path file;
    private ConfigNode node;
    private Config<ShopConfig> config;

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("shop.properties");
        write("orders.batch-size = 20", "port = 9000");
        open(Duration.ZERO);
    }

    private void open(Duration polls) {
        node = ConfigNode.started(builder -> builder.file(file).pollEvery(polls).directory(folder.resolve("config")));
        config = node.config();
    }

    private void reopen(Duration polls) {
        node.close();
        open(polls);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void write(String... lines) throws IOException {
        Files.write(file, List.of(lines));
    }

    private ServiceHealth health() {
        return node.runtime.health().health().services().get("config");
    }

    private static FoundationErrorType refusal(Result<?> result) {
        return result instanceof Result.Err<?>(var error) ? (FoundationErrorType) error.type() : null;
    }

    @Nested
    class AskedFor {
        @Test
        void bringsNewValuesIntoForceAsAVersion() throws IOException {
            write("orders.batch-size = 30", "port = 9000");

            var reload = ConfigNode.by("ann").call(() -> config.reload()).orElseThrow();

            assertThat(reload.version().number()).isEqualTo(2);
            assertThat(reload.version().who()).isEqualTo("ann");
            assertThat(reload.version().cause()).isEqualTo("reload");
            assertThat(reload.version().changedPaths()).containsExactly("orders.batch-size");
            assertThat(reload.pendingRestart()).isEmpty();
            assertThat(config.current().orders().batchSize()).isEqualTo(30);
            assertThat(node.emissions("elixir_scope.config.update").getLast().attributes())
                    .containsEntry("version", 2L);
            assertThat(node.emissions("elixir_scope.config.reload").getLast().attributes())
                    .isEqualTo(Map.of(
                            "version", 2L, "outcome", "ok", "pending_restart", List.of(), "shadowed", List.of()));
        }

        @Test
        void makesNoVersionWhereNothingEffectiveChanged() throws IOException {
            write("# the same, in other words", "port = 9000", "orders.batch-size: 20");

            assertThat(config.reload().orElseThrow().version().number()).isEqualTo(1);
            assertThat(config.history()).hasSize(1);
            assertThat(config.explain("port").orElseThrow().given().getFirst().place())
                    .as("where it stands now")
                    .endsWith("shop.properties:2:8");
            assertThat(node.emissions("elixir_scope.config.reload").getLast().attributes())
                    .containsEntry("outcome", "unchanged");
        }

        @Test
        void keepsWhatCannotChangeAtRunTimePendingUntilARestart() throws IOException {
            write("orders.batch-size = 30", "port = 9001");

            assertThat(config.reload().orElseThrow().pendingRestart()).containsExactly("port");
            assertThat(config.current().port()).isEqualTo(9000);
            assertThat(config.current().orders().batchSize()).isEqualTo(30);
            assertThat(config.pendingRestart()).containsExactly("port");
            assertThat(config.explain("port").orElseThrow().text())
                    .contains("port = 9000")
                    .contains("9001 (takes effect at a restart");
            assertThat(health().status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(health().details().get("pendingRestart").toString()).contains("port");

            config.update(change -> change.set("orders.max", 20)).orElseThrow();
            assertThat(config.pendingRestart()).as("after another change").containsExactly("port");
            reopen(Duration.ZERO);
            assertThat(config.current().port()).isEqualTo(9001);
            assertThat(config.pendingRestart()).isEmpty();
        }

        @Test
        void takesBackWhatWasPendingWithItsSource() throws IOException {
            write("orders.batch-size = 20", "port = 9001");
            config.reload().orElseThrow();
            write("orders.batch-size = 20", "port = 9000");

            assertThat(config.reload().orElseThrow().pendingRestart()).isEmpty();
            assertThat(config.pendingRestart()).isEmpty();
            assertThat(config.version()).isEqualTo(1);
        }

        @Test
        void namesWhatAChangeAtRunTimeShadows() throws IOException {
            config.update(change -> change.set("orders.batch-size", 50)).orElseThrow();
            write("orders.batch-size = 30", "orders.max = 12", "port = 9000");

            assertThat(config.reload().orElseThrow().shadowed()).containsExactly("orders.batch-size");
            assertThat(config.current().orders().batchSize()).isEqualTo(50);
            assertThat(config.current().orders().max()).isEqualTo(12);
            config.update(change -> change.reset("orders.batch-size")).orElseThrow();
            assertThat(config.current().orders().batchSize()).isEqualTo(30);
        }

        @Test
        void refusesWrongSourcesWholeWithAllProblemsAndRecovers() throws IOException {
            write("orders.batch-size = many", "orders.mni = 3", "orders.max = 12", "port = 9000");

            var refused = config.reload();

            assertThat(refusal(refused)).isNotNull();
            assertThat(refused.toString()).contains("2 problems").contains("did you mean orders.min?");
            assertThat(config.current().orders().max()).isEqualTo(9);
            assertThat(config.version()).isEqualTo(1);
            assertThat(health().status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(health().reasons().getFirst()).startsWith("the sources were refused");
            assertThat(node.emissions("elixir_scope.config.reload").getLast().attributes())
                    .containsEntry("outcome", "refused");

            write("orders.batch-size = 20", "orders.max = 12", "port = 9000");
            config.reload().orElseThrow();
            assertThat(health().status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(config.current().orders().max()).isEqualTo(12);
        }

        @Test
        void refusesWhatWouldBreakARuleOnlyTogetherWithAChangeAtRunTime() throws IOException {
            config.update(change -> change.set("orders.min", 8)).orElseThrow();
            write("orders.max = 5", "port = 9000");

            assertThat(refusal(config.reload())).isEqualTo(FoundationErrorType.RANGE_ERROR);
            assertThat(config.current().orders().max()).isEqualTo(9);
        }

        @Test
        void leavesNoRecordOfAReloadThatChangedNothing() throws IOException {
            var log = folder.resolve("config/changes");
            long before = Files.size(log);
            write("# moved", "orders.batch-size = 20", "port = 9001");

            config.reload().orElseThrow();

            assertThat(Files.size(log)).isEqualTo(before);
        }

        @Test
        void answersReadsWhileTheServerIsOver() throws IOException {
            node.kill();
            write("orders.batch-size = 30", "port = 9000");
            assertThat(config.current().orders().batchSize()).isEqualTo(20);
            node.start();
            assertThat(config.reload().orElseThrow().version().number()).isEqualTo(2);
        }
    }

    @Nested
    class Watched {
        @BeforeEach
        void watch() {
            reopen(Duration.ofMillis(5));
        }

        private void awaitBatchSize(int expected) {
            var subscription = config.awaitVersion(config.version(), Duration.ofSeconds(1));
            assertThat(subscription.succeeded()).isTrue();
            while (config.current().orders().batchSize() != expected) {
                config.awaitVersion(config.version() + 1, Duration.ofSeconds(20))
                        .orElseThrow();
            }
        }

        private void awaitHealth(HealthStatus status) {
            while (health().status() != status) {
                Thread.onSpinWait();
            }
        }

        @Test
        void findsAFileThatIsWrittenOver() throws IOException {
            write("orders.batch-size = 30", "port = 9000");

            awaitBatchSize(30);
            assertThat(config.history().getLast().cause()).isEqualTo("reload of " + file);
        }

        @Test
        void findsAFileThatIsRenamedIntoPlace() throws IOException {
            var other = Files.write(folder.resolve("new"), List.of("orders.batch-size = 31", "port = 9000"));
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

            awaitBatchSize(31);
        }

        @Test
        void findsADirectoryBehindALinkThatIsSwapped() throws IOException {
            var first = Files.createDirectory(folder.resolve("..1"));
            var second = Files.createDirectory(folder.resolve("..2"));
            Files.write(first.resolve("shop.properties"), List.of("orders.batch-size = 1"));
            Files.write(second.resolve("shop.properties"), List.of("orders.batch-size = 2"));
            var data = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
            file = Files.createSymbolicLink(folder.resolve("linked.properties"), Path.of("..data/shop.properties"));
            reopen(Duration.ofMillis(5));
            assertThat(config.current().orders().batchSize()).isEqualTo(1);

            var fresh = Files.createSymbolicLink(folder.resolve("..tmp"), second.getFileName());
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);

            awaitBatchSize(2);
        }

        @Test
        void keepsTheOldVersionWhileAFileIsGoneOrWrong() throws IOException {
            Files.delete(file);
            awaitHealth(HealthStatus.DEGRADED);
            assertThat(health().reasons().getFirst()).contains("does not exist");
            assertThat(config.current().orders().batchSize()).isEqualTo(20);

            write("orders.batch-size = 20", "port = 9000");
            awaitHealth(HealthStatus.HEALTHY);

            write("orders.batch-size = x");
            awaitHealth(HealthStatus.DEGRADED);
            assertThat(config.current().orders().batchSize()).isEqualTo(20);
            assertThat(config.version()).isEqualTo(1);
        }

        @Test
        void goesOnInTheNextIncarnation() throws IOException {
            node.kill();
            node.start();
            write("orders.batch-size = 32", "port = 9000");

            awaitBatchSize(32);
        }
    }
}
