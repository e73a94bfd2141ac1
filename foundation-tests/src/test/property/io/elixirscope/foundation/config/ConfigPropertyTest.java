package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Any sequence of updates leaves a valid version, and reading the change file again gives the same snapshot.
class ConfigPropertyTest {
    private static final String[] PATHS = {
        "orders.batch-size",
        "orders.timeout",
        "orders.min",
        "orders.max",
        "orders.note",
        "foundation.dev.debug-mode",
        "port",
        "no.such.path"
    };

    static java.util.stream.LongStream seeds() {
        return java.util.stream.LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void replayGivesTheSameSnapshot(long seed, @TempDir Path folder) throws IOException {
        var random = new SplittableRandom(seed);
        ConfigState last;
        try (var node = ConfigNode.started(builder -> builder.directory(folder.resolve("c")))) {
            for (int i = 0; i < 60; i++) {
                step(node.config(), random);
            }
            last = node.config().snapshot().state();
        }
        try (var node = ConfigNode.started(builder -> builder.directory(folder.resolve("c")))) {
            var again = node.config().snapshot().state();
            assertThat(again.version()).isEqualTo(last.version());
            assertThat(again.runtime()).isEqualTo(last.runtime());
            assertThat(again.valid()).isEqualTo(last.valid());
        }
    }

    private static void step(Config<ShopConfig> config, SplittableRandom random) {
        var before = config.snapshot();
        var result = config.update(change -> {
            var edits = change;
            for (int i = random.nextInt(3); i >= 0; i--) {
                var path = PATHS[random.nextInt(PATHS.length)];
                edits = random.nextInt(4) == 0 ? edits.reset(path) : edits.set(path, value(random));
            }
            return edits;
        });
        var after = config.snapshot();
        long step = after.version().number() - before.version().number();
        assertThat(step).isBetween(0L, 1L);
        assertThat(after.version().changedPaths().isEmpty()).isFalse();
        if (!result.succeeded()) {
            assertThat(after).isSameAs(before);
        }
        if (step == 0) {
            assertThat(after.current()).isEqualTo(before.current());
        }
        var orders = after.current().orders();
        assertThat(orders.batchSize()).isPositive();
        assertThat(orders.min()).isLessThanOrEqualTo(orders.max());
    }

    private static Object value(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(-3, 30);
            case 1 -> Integer.toString(random.nextInt(-3, 30));
            case 2 -> random.nextInt(1, 100) + "s";
            case 3 -> random.nextBoolean();
            default -> "text " + random.nextInt(10);
        };
    }
}
