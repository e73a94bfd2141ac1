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
}
