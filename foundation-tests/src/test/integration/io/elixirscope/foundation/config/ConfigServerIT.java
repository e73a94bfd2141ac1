package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConfigServerIT {
    private final ConfigNode node = ConfigNode.started(builder -> builder);
    private final Config<ShopConfig> config = node.config();

    @AfterEach
    void close() {
        node.close();
    }

    private static Optional<ErrorType> refusal(Result<?> result) {
        return result instanceof Result.Err<?>(var error) ? Optional.of(error.type()) : Optional.empty();
    }

    @Nested
    class Reading {
        @Test
        void givesSettingsSectionsAndTheRoot() {
            assertThat(config.current().orders().batchSize()).isEqualTo(10);
            assertThat(config.foundation().dev().performanceMonitoring()).isTrue();
            assertThat(config.get("orders.batch-size", int.class)).isEqualTo(Result.ok(10));
            assertThat(config.get("orders.batch-size", Integer.class)).isEqualTo(Result.ok(10));
            assertThat(config.get("orders", ShopConfig.Orders.class))
                    .isEqualTo(Result.ok(config.current().orders()));
            assertThat(config.get("", ShopConfig.class)).isEqualTo(Result.ok(config.current()));
            assertThat(config.get("orders.note", Optional.class)).isEqualTo(Result.ok(Optional.empty()));
            assertThat(config.get("foundation.storage.hot.max-age-seconds", Duration.class))
                    .isEqualTo(Result.ok(Duration.ofHours(1)));
        }

        @Test
        void tellsWrongPathsAndTypes() {
            var typo = config.get("orders.batchsize", int.class);
            assertThat(refusal(typo)).contains(FoundationErrorType.CONFIG_PATH_NOT_FOUND);
            assertThat(typo.toString()).contains("did you mean orders.batch-size?");
            assertThat(refusal(config.get("orders.batch-size", String.class)))
                    .contains(FoundationErrorType.TYPE_MISMATCH);
            assertThat(refusal(config.get("orders.note", String.class)))
                    .contains(FoundationErrorType.CONFIG_PATH_NOT_FOUND);
        }

        @Test
        void hidesSecretsFromEverythingButTheApplication() {
            assertThat(config.current().apiKey()).isEqualTo("hunter2-hunter2");
            assertThat(config.get("api-key", String.class)).isEqualTo(Result.ok("hunter2-hunter2"));
            assertThat(config.snapshot().values()).containsEntry("api-key", Value.of("•••"));
            assertThat(config.snapshot().toString() + config.history()).doesNotContain("hunter2");
        }
    }

    @Nested
    class Updating {
        @Test
        void appliesAChangeSetAndTellsTheVersion() {
            var version = ConfigNode.by("ann")
                    .call(() -> config.update(change -> change.set("orders.batch-size", 50)
                            .set("orders.timeout", "5s")
                            .because("load test")));

            assertThat(version.orElseThrow().number()).isEqualTo(2);
            assertThat(version.orElseThrow().who()).isEqualTo("ann");
            assertThat(version.orElseThrow().changedPaths()).containsExactly("orders.batch-size", "orders.timeout");
            assertThat(config.current().orders().timeout()).isEqualTo(Duration.ofSeconds(5));
            assertThat(config.version()).isEqualTo(2);
            assertThat(config.history()).extracting(ConfigVersion::number).containsExactly(1L, 2L);
        }

        @Test
        void keepsTheVersionWhenNothingChanges() {
            assertThat(config.update(change -> change.set("orders.batch-size", 10))
                            .orElseThrow()
                            .number())
                    .isEqualTo(1);
            assertThat(config.update(change -> change).orElseThrow().number()).isEqualTo(1);
        }

        @Test
        void refusesWholeChangeSets() {
            var refused =
                    config.update(change -> change.set("orders.batch-size", 50).set("port", 1));

            assertThat(refusal(refused)).contains(FoundationErrorType.CONFIG_UPDATE_FORBIDDEN);
            assertThat(refused.toString()).contains("port is not changeable at run time");
            assertThat(config.current().orders().batchSize()).isEqualTo(10);
            assertThat(config.version()).isEqualTo(1);
        }

        @Test
        void resetsToTheLayersBelow() {
            config.update(change -> change.set("orders.batch-size", 50)).orElseThrow();
            config.update(change -> change.reset("orders.batch-size")).orElseThrow();

            assertThat(config.current().orders().batchSize()).isEqualTo(10);
            assertThat(config.version()).isEqualTo(3);
        }

        @Test
        void computesFromTheValueInForceUnderContention() {
            var failures = new AtomicInteger();
            var threads = IntStream.range(0, 8)
                    .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                        for (int i = 0; i < 25; i++) {
                            if (!config.update(change -> change.compute("orders.batch-size", int.class, n -> n + 1))
                                    .succeeded()) {
                                failures.incrementAndGet();
                            }
                        }
                    }))
                    .toList();
            threads.forEach(ConfigServerIT::join);

            assertThat(failures).hasValue(0);
            assertThat(config.current().orders().batchSize()).isEqualTo(210);
            assertThat(config.version()).isEqualTo(201);
        }

        @Test
        void computesFromEarlierEditsOfTheSameChange() {
            config.update(change -> change.set("orders.batch-size", "20")
                            .compute("orders.batch-size", Integer.class, n -> n * 2))
                    .orElseThrow();

            assertThat(config.current().orders().batchSize()).isEqualTo(40);
            assertThat(refusal(config.update(change -> change.compute("orders.batch-size", String.class, n -> n))))
                    .contains(FoundationErrorType.TYPE_MISMATCH);
        }

        @Test
        void givesUpOnAComputationThatAlwaysLoses() {
            var lost = config.update(change -> change.compute("orders.batch-size", int.class, n -> {
                config.update(other -> other.set("orders.batch-size", n + 1)).orElseThrow();
                return n;
            }));

            assertThat(refusal(lost)).contains(FoundationErrorType.CONFIG_CONFLICT);
        }

        @Test
        void tellsTelemetryWithoutValues() {
            ConfigNode.by("ann")
                    .run(() -> config.update(
                                    change -> change.set("orders.note", "value").because("uses hunter2-hunter2"))
                            .orElseThrow());
            var refused = config.update(change -> change.set("api-key", "other-secret"));

            var update = node.emissions("elixir_scope.config.update").getLast();
            assertThat(update.attributes())
                    .isEqualTo(Map.of(
                            "version", 2L,
                            "paths", List.of("orders.note"),
                            "outcome", "ok",
                            "who", "ann",
                            "cause", "uses •••"));
            var refusal = node.emissions("elixir_scope.config.refused").getLast();
            assertThat(refusal.attributes())
                    .isEqualTo(Map.of("code", "C401", "paths", List.of("api-key"), "who", "local"));
            assertThat(node.emissions("elixir_scope.error.occurred")).hasSize(1);
            assertThat(refused.toString() + node.emissions).doesNotContain("other-secret");
        }

        @Test
        void appliesNothingWhenTheRecordIsNotWritten() throws Exception {
            var schema = ConfigSchema.of(ShopConfig.class, null);
            var baseline = Baseline.of(schema, List.of(Layers.defaults(schema)));
            var first = new ConfigState(
                    new ConfigVersion(1, Instant.EPOCH, "me", "start", Set.of()),
                    baseline,
                    Map.of(),
                    (Validation.Valid) baseline.with(Map.of()),
                    Map.of());
            var sources = new ConfigSources(schema, List.of(), List.of());
            var full = new FullDisk();
            var table = new ConfigTable<>(
                    ShopConfig.class,
                    new SourceWatch(sources, sources.read()),
                    new ChangeFile.Opened(full, Stored.nothing(), new Fingerprint(new byte[16]), List.of(), 0),
                    new SecretKeeper(schema, null, node.runtime),
                    first);
            var next = ConfigLogic.update(
                            first,
                            new ConfigEdits(Map.of("orders.batch-size", new Edit.Assign(5)), Map.of(), "me", "why"),
                            Instant.EPOCH)
                    .orElseThrow();

            assertThat(refusal(table.commit(first, next))).contains(FoundationErrorType.CONFIG_STORAGE_FAILED);
            assertThat(table.snapshot().state()).isSameAs(first);
            assertThat(new ConfigHealth(table, new StartReport(Optional.empty(), 0, List.of(), 0, List.of()))
                            .check()
                            .status())
                    .isEqualTo(HealthStatus.DEGRADED);
            full.space = true;
            assertThat(table.commit(first, next).succeeded()).isTrue();
            assertThat(table.failed()).isEmpty();
        }
    }

    /// A change log on a disk without space.
    private static final class FullDisk implements ChangeLog {
        private boolean space;

        @Override
        public void append(byte[] record) throws IOException {
            if (!space) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void close() {}
    }

    @Nested
    class Restarting {
        @Test
        void losesNothingWhenTheServerIsKilled() {
            config.update(change -> change.set("orders.batch-size", 50)).orElseThrow();

            node.kill();
            assertThat(config.available()).isFalse();
            assertThat(config.staleSince()).isPresent();
            assertThat(config.get("orders.batch-size", int.class)).isEqualTo(Result.ok(50));
            node.start();

            assertThat(config.staleSince()).isEmpty();
            assertThat(config.update(change -> change.set("orders.max", 20))
                            .orElseThrow()
                            .number())
                    .isEqualTo(3);
            assertThat(config.current().orders().batchSize()).isEqualTo(50);
        }

        @Test
        void losesNothingWhenASettingsRecordHasABug() {
            config.update(change -> change.set("orders.batch-size", 50)).orElseThrow();

            var crashed = config.update(change -> change.set("orders.batch-size", ShopConfig.POISON));
            node.awaitEnd();
            node.start();

            assertThat(refusal(crashed)).contains(FoundationErrorType.SERVER_CRASHED);
            assertThat(config.current().orders().batchSize()).isEqualTo(50);
            assertThat(config.update(change -> change.reset("orders.batch-size"))
                            .orElseThrow()
                            .number())
                    .isEqualTo(3);
        }

        @Test
        void refusesTheChangeOfAnAbandonedIncarnation() {
            var caller = Thread.ofVirtual()
                    .start(() -> config.update(change -> change.set("orders.timeout", ShopConfig.SLOW)));
            ShopConfig.ENTERED.acquireUninterruptibly();

            var stuck = node.abandon();
            node.start();
            ShopConfig.GATE.release();
            join(stuck);
            join(caller);

            assertThat(config.version()).isEqualTo(1);
            assertThat(config.update(change -> change.set("orders.batch-size", 50))
                            .orElseThrow()
                            .number())
                    .isEqualTo(2);
        }

        @Test
        void handlesUpdatesThatWaitedForTheRestart() {
            node.kill();
            var waiting = new AtomicInteger();
            var thread = Thread.ofVirtual()
                    .start(() -> waiting.set((int) config.update(change -> change.set("orders.batch-size", 7))
                            .orElseThrow()
                            .number()));
            node.start();
            join(thread);

            assertThat(waiting).hasValue(2);
        }
    }

    @Nested
    class Stopped {
        @Test
        void answersServiceUnavailableButStillShowsTheLastView() {
            config.update(change -> change.set("orders.batch-size", 50)).orElseThrow();
            node.stop();

            assertThat(refusal(config.update(change -> change.set("orders.batch-size", 60))))
                    .contains(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(refusal(config.get("orders.batch-size", int.class)))
                    .contains(FoundationErrorType.SERVICE_UNAVAILABLE);
            assertThat(config.current().orders().batchSize()).isEqualTo(50);
            assertThat(config.available()).isFalse();
            assertThat(config.staleSince()).isPresent();
        }

        @Test
        void answersServiceUnavailableBeforeItEverStarted() {
            try (var unstarted = new ConfigNode().open(builder -> builder)) {
                assertThat(refusal(unstarted.config().update(change -> change.set("orders.batch-size", 60))))
                        .contains(FoundationErrorType.SERVICE_UNAVAILABLE);
                assertThat(refusal(unstarted.config().get("port", int.class)))
                        .contains(FoundationErrorType.SERVICE_UNAVAILABLE);
                assertThat(unstarted.config().current().port()).isEqualTo(8080);
            }
        }
    }

    private static void join(Thread thread) {
        try {
            if (!thread.join(Duration.ofSeconds(20))) {
                throw new AssertionError("still running: " + thread);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
