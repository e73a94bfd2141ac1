package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigHistoryIT {
    @TempDir
    private Path folder;

    private ConfigNode start(Object... overrides) {
        return ConfigNode.started(builder -> {
            for (int i = 0; i < overrides.length; i += 2) {
                builder.override((String) overrides[i], overrides[i + 1]);
            }
            return builder.directory(folder.resolve("config"));
        });
    }

    private static ConfigVersion set(ConfigNode node, String path, Object value) {
        return node.config().update(change -> change.set(path, value)).orElseThrow();
    }

    private static Optional<ErrorType> refusal(Result<?> result) {
        return result instanceof Result.Err<?>(var error) ? Optional.of(error.type()) : Optional.empty();
    }

    @Nested
    class CompareAndSet {
        @Test
        void conflictsOnlyWhereItsOwnPathsChangedSince() {
            try (var node = start()) {
                var config = node.config();
                ConfigNode.by("ann")
                        .run(() -> config.update(
                                        change -> change.set("orders.max", 20).because("more"))
                                .orElseThrow());

                var elsewhere = config.update(1, change -> change.set("orders.batch-size", 50));
                var lost =
                        config.update(1, change -> change.set("orders.max", 30).set("orders.min", 2));

                assertThat(elsewhere.orElseThrow().number()).isEqualTo(3);
                assertThat(refusal(lost)).contains(FoundationErrorType.CONFIG_CONFLICT);
                assertThat(lost.toString())
                        .contains("changed after version 1: orders.max by version 2 (ann: more)")
                        .doesNotContain("orders.min by");
                assertThat(config.version()).isEqualTo(3);
                assertThat(config.current().orders().min()).isEqualTo(1);
                assertThat(node.emissions("elixir_scope.config.refused")
                                .getLast()
                                .attribute("code"))
                        .isEqualTo("C402");
                assertThat(config.update(2, change -> change.set("orders.max", 30))
                                .orElseThrow()
                                .number())
                        .isEqualTo(4);
            }
        }

        @Test
        void refusesVersionsThatAreNotOnRecord() {
            try (var node = start()) {
                for (long unknown : new long[] {0, 2, Long.MAX_VALUE}) {
                    var refused = node.config().update(unknown, change -> change.set("orders.max", 30));
                    assertThat(refusal(refused)).contains(FoundationErrorType.CONFIG_VERSION_NOT_FOUND);
                    assertThat(refused.toString()).contains("versions 1 to 1 are kept");
                }
                assertThat(node.config().version()).isEqualTo(1);
            }
        }

        @Test
        void knowsVersionsOfEarlierRuns() {
            try (var node = start()) {
                set(node, "orders.max", 20);
                set(node, "orders.batch-size", 50);
            }
            try (var node = start()) {
                assertThat(refusal(node.config().update(1, change -> change.set("orders.max", 30))))
                        .contains(FoundationErrorType.CONFIG_CONFLICT);
                assertThat(node.config()
                                .update(2, change -> change.set("orders.max", 30))
                                .succeeded())
                        .isTrue();
            }
        }

        @Test
        void letsOneOfManyWritersWinEachVersion() throws InterruptedException {
            try (var node = start()) {
                var config = node.config();
                var won = new AtomicInteger();
                var threads = IntStream.range(0, 8)
                        .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                            while (config.current().orders().batchSize() < 60) {
                                var seen = config.snapshot();
                                int next = seen.current().orders().batchSize() + 1;
                                var result = config.update(
                                        seen.version().number(), change -> change.set("orders.batch-size", next));
                                won.addAndGet(result.succeeded() ? 1 : 0);
                            }
                        }))
                        .toList();
                for (var thread : threads) {
                    thread.join();
                }
                assertThat(config.version()).isEqualTo(1L + won.get());
                assertThat(config.current().orders().batchSize()).isEqualTo(10 + won.get());
            }
        }
    }

    @Nested
    class Comparing {
        @Test
        void tellsEachPathWithBothValuesAndWhoAndWhy() {
            try (var node = start("api-key", "first-secret")) {
                ConfigNode.by("ann")
                        .run(() -> node.config()
                                .update(change -> change.set("orders.max", 20).because("more"))
                                .orElseThrow());
                set(node, "orders.note", "text");
            }
            try (var node = start("api-key", "second-secret", "port", 9090)) {
                var config = node.config();
                assertThat(config.diff(1, 4).orElseThrow())
                        .extracting(ConfigVersion.Difference::text)
                        .containsExactly(
                                "api-key: changed, version 4 (local: start: the sources changed)",
                                "orders.max: 9 -> 20, version 2 (ann: more)",
                                "orders.note: null -> text, version 3 (local: update)",
                                "port: 8080 -> 9090, version 4 (local: start: the sources changed)");
                assertThat(config.diff(3, 2).orElseThrow()).singleElement().satisfies(one -> {
                    assertThat(one.before()).isEqualTo(Value.of("text"));
                    assertThat(one.after()).isEqualTo(Value.ofNull());
                    assertThat(one.last()).isEqualTo(config.history().get(2));
                });
                assertThat(config.diff(1, 4).toString()).doesNotContain("-secret", "secret:");
                assertThat(config.diff(1, 5).toString()).contains("C303", "versions 1 to 4 are kept");
            }
        }
    }

    @Nested
    class RollingBack {
        @Test
        void makesANewVersionWithTheRunTimeLayerOfAnOldOne() {
            try (var node = start()) {
                var config = node.config();
                set(node, "orders.max", 20);
                set(node, "orders.max", 30);
                set(node, "orders.batch-size", 50);

                var back = ConfigNode.by("ann").call(() -> config.rollback(2)).orElseThrow();

                assertThat(back.version().number()).isEqualTo(5);
                assertThat(back.version().who()).isEqualTo("ann");
                assertThat(back.version().cause()).isEqualTo("rollback to version 2");
                assertThat(back.version().changedPaths()).containsExactly("orders.batch-size", "orders.max");
                assertThat(back.differing()).isEmpty();
                assertThat(config.current().orders().max()).isEqualTo(20);
                assertThat(config.current().orders().batchSize()).isEqualTo(10);
                assertThat(node.emissions("elixir_scope.config.update")
                                .getLast()
                                .attribute("cause"))
                        .isEqualTo("rollback to version 2");

                config.rollback(4).orElseThrow();
                assertThat(config.current().orders().max()).isEqualTo(30);
                assertThat(config.current().orders().batchSize()).isEqualTo(50);
                assertThat(config.diff(4, 6).orElseThrow()).isEmpty();
            }
        }

        @Test
        void listsWhatSourcesHoldNowAndTakesSecretsOfNow() {
            try (var node = start("api-key", "first-secret", "port", 9090)) {
                set(node, "orders.max", 20);
            }
            try (var node = start("api-key", "second-secret")) {
                set(node, "orders.max", 30);
                var back = node.config().rollback(2).orElseThrow();

                assertThat(back.differing()).isEqualTo(java.util.Map.of("api-key", "argument", "port", "default"));
                assertThat(node.config().current().apiKey()).isEqualTo("second-secret");
                assertThat(node.config().current().port()).isEqualTo(8080);
                assertThat(node.config().current().orders().max()).isEqualTo(20);
                assertThat(back.toString()).doesNotContain("-secret", "secret:");
            }
            try (var node = start("api-key", "second-secret")) {
                assertThat(node.config().version()).isEqualTo(5);
                assertThat(node.config().current().orders().max()).isEqualTo(20);
            }
        }

        @Test
        void keepsTheVersionWhenNothingEffectiveChanges() {
            try (var node = start()) {
                set(node, "orders.max", 20);
                assertThat(node.config().rollback(2).orElseThrow().version().number())
                        .isEqualTo(2);
            }
        }

        @Test
        void refusesVersionsThatAreNotOnRecord() {
            try (var node = start()) {
                assertThat(refusal(node.config().rollback(2))).contains(FoundationErrorType.CONFIG_VERSION_NOT_FOUND);
                assertThat(node.emissions("elixir_scope.config.refused")
                                .getLast()
                                .attribute("code"))
                        .isEqualTo("C303");
            }
        }

        @Test
        void isValidatedWhole() {
            try (var node = start()) {
                set(node, "orders.max", 5);
                set(node, "orders.max", 9);
            }
            try (var node = start("orders.min", 7)) {
                var refused = node.config().rollback(2);

                assertThat(refused.toString()).contains("orders.min must be <= max");
                assertThat(node.config().current().orders().max()).isEqualTo(9);
            }
        }

        @Test
        void reachesTheOldestVersionKept() {
            try (var node = start()) {
                for (int n = 2; n <= ConfigHistory.KEPT; n++) {
                    set(node, "orders.batch-size", n * 10);
                }
                assertThat(node.config().history()).hasSize(ConfigHistory.KEPT);

                assertThat(node.config().rollback(1).orElseThrow().differing()).isEmpty();
                assertThat(node.config().current().orders().batchSize()).isEqualTo(10);
                assertThat(node.config().rollback(1).toString())
                        .contains("version 1 is not on record: versions 2 to 1025 are kept");
            }
        }
    }
}
