package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigHistoryTest {
    private final ConfigSchema schema = ConfigSchema.of(AppConfig.class, null);
    private final ConfigHistory history = new ConfigHistory();

    private static ConfigVersion version(long number, String... paths) {
        return new ConfigVersion(number, Instant.EPOCH, "who" + number, "why" + number, Set.of(paths));
    }

    private void changed(long number, String path, long value) {
        history.add(new ChangeRecord(
                version(number, path),
                Map.of(path, Value.of(value)),
                Map.of(path, Value.of(value)),
                Set.of(),
                Map.of()));
    }

    private Result<Map<String, Value>> values(long number) {
        return history.whole(number).map(ChangeRecord::changed);
    }

    @Test
    void tellsWhatEachVersionHad() {
        changed(1, "a", 1);
        changed(2, "b", 2);
        history.add(new ChangeRecord(version(3, "a"), Map.of(), Map.of(), Set.of("a"), Map.of()));
        changed(4, "a", 4);

        assertThat(values(2)).isEqualTo(Result.ok(Map.of("a", Value.of(1), "b", Value.of(2))));
        assertThat(values(3)).isEqualTo(Result.ok(Map.of("b", Value.of(2))));
        assertThat(values(4)).isEqualTo(Result.ok(Map.of("a", Value.of(4), "b", Value.of(2))));
    }

    @Test
    void stillKnowsAllValuesOfTheOldestVersionKept() {
        changed(1, "kept", 7);
        for (int n = 2; n <= ConfigHistory.KEPT + 5; n++) {
            changed(n, "a", n);
        }

        assertThat(history.versions()).hasSize(ConfigHistory.KEPT).first().isEqualTo(version(6, "a"));
        assertThat(values(6)).isEqualTo(Result.ok(Map.of("a", Value.of(6), "kept", Value.of(7))));
        assertThat(history.lastChange("kept")).isEmpty();
        assertThat(history.lastChange("a")).contains(version(ConfigHistory.KEPT + 5, "a"));
    }

    @Test
    void namesTheRangeKept() {
        assertThat(history.at(1).toString()).contains("C303", "none is kept");
        changed(5, "a", 1);
        changed(6, "a", 2);

        for (long number : new long[] {Long.MIN_VALUE, 0, 4, 7}) {
            assertThat(history.changedSince(number)).isInstanceOfSatisfying(Result.Err.class, refused -> {
                assertThat(refused.error().type()).isEqualTo(FoundationErrorType.CONFIG_VERSION_NOT_FOUND);
                assertThat(refused.error().message())
                        .isEqualTo("version " + number + " is not on record: versions 5 to 6 are kept");
            });
        }
    }

    @Test
    void takesALaterRecordOfTheSameVersionAsPartOfIt() {
        changed(1, "a", 1);
        changed(2, "b", 2);
        history.add(new ChangeRecord(version(2, "b"), Map.of("c", Value.of(3)), Map.of(), Set.of(), Map.of()));

        assertThat(history.versions()).containsExactly(version(1, "a"), version(2, "b"));
        assertThat(history.at(2).orElseThrow().runtime()).containsOnlyKeys("c");
        assertThat(values(2)).isEqualTo(Result.ok(Map.of("a", Value.of(1), "b", Value.of(2))));
    }

    @Test
    void tellsTheNewestChangeOfEachPathSinceAVersion() {
        changed(1, "a", 1);
        changed(2, "b", 2);
        changed(3, "b", 3);

        assertThat(history.changedSince(1)).isEqualTo(Result.ok(Map.of("b", version(3, "b"))));
        assertThat(history.changedSince(3)).isEqualTo(Result.ok(Map.of()));
    }

    @Test
    void comparesVersionsBothWays() {
        changed(1, "orders.batch-size", 1);
        changed(2, "orders.batch-size", 2);
        changed(3, "orders.min", 3);

        var there = history.diff(schema, 1, 3).orElseThrow();
        assertThat(there)
                .extracting(ConfigVersion.Difference::text)
                .containsExactly(
                        "orders.batch-size: 1 -> 2, version 2 (who2: why2)",
                        "orders.min: null -> 3, version 3 (who3: why3)");
        var back = history.diff(schema, 3, 1).orElseThrow();
        assertThat(back.getFirst().text()).isEqualTo("orders.batch-size: 2 -> 1, version 2 (who2: why2)");
        assertThat(history.diff(schema, 2, 2)).isEqualTo(Result.ok(java.util.List.of()));
        assertThat(history.diff(schema, 0, 2).toString()).contains("C303", "versions 1 to 3 are kept");
    }

    @Test
    void hidesFingerprintsOfSettingsThatAreGone() {
        history.add(
                new ChangeRecord(version(1, "x"), Map.of(), Map.of("x", Value.of("secret:0123")), Set.of(), Map.of()));
        history.add(
                new ChangeRecord(version(2, "x"), Map.of(), Map.of("x", Value.of("secret:4567")), Set.of(), Map.of()));

        var differences = history.diff(schema, 1, 2).orElseThrow();
        assertThat(differences.toString()).doesNotContain("0123", "4567");
        assertThat(differences.getFirst().text()).isEqualTo("x: changed, version 2 (who2: why2)");
    }

    @Test
    void keepsNoMoreThanItsBytesAndAlwaysTheNewest() {
        var small = new ConfigHistory(10, 1_000);
        for (int number = 1; number <= 5; number++) {
            small.add(new ChangeRecord(
                    version(number, "a"), Map.of(), Map.of("a", Value.of("x".repeat(400))), Set.of(), Map.of()));
        }
        assertThat(small.versions()).extracting(ConfigVersion::number).containsExactly(3L, 4L, 5L);

        small.add(new ChangeRecord(
                version(6, "b"), Map.of(), Map.of("b", Value.of("x".repeat(5_000))), Set.of(), Map.of()));
        assertThat(small.versions()).extracting(ConfigVersion::number).containsExactly(6L);
        assertThat(small.whole(6).orElseThrow().changed()).containsOnlyKeys("a", "b");
    }
}
