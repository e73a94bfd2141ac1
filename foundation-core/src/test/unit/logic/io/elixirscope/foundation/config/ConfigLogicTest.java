package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConfigLogicTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final Baseline app = AppConfig.baseline(Map.of("orders.batch-size", "10"));
    private final ConfigState first = AppConfig.first(app);

    private static ConfigEdits set(String path, Object value) {
        return new ConfigEdits(Map.of(path, new Edit.Assign(value)), Map.of(), "me", "");
    }

    private static ConfigEdits reset(String path) {
        return new ConfigEdits(Map.of(path, new Edit.Reset()), Map.of(), "me", "");
    }

    private ConfigState update(ConfigState state, ConfigEdits edits) {
        return ConfigLogic.update(state, edits, NOW).orElseThrow();
    }

    private static FoundationErrorType refusal(Result<ConfigState> result) {
        return result instanceof Result.Err<ConfigState>(var error) ? (FoundationErrorType) error.type() : null;
    }

    private static int batchSize(ConfigState state) {
        return ((AppConfig) state.valid().bound().get("")).orders().batchSize();
    }

    @Nested
    class UpdateConfig {
        private final ConfigSchema schema = ConfigSchema.of(FoundationConfig.class, null);
        private final Baseline foundation = Baseline.of(schema, List.of(Layers.defaults(schema)));
        private final ConfigState state = AppConfig.first(foundation);

        @Test
        void updatesValidConfigurationPath() {
            var updated =
                    ConfigLogic.update(state, set("dev.debug-mode", true), NOW).orElseThrow();

            assertThat(updated.valid().bound().get(""))
                    .isInstanceOfSatisfying(
                            FoundationConfig.class,
                            config -> assertThat(config.dev().debugMode()).isTrue());
            assertThat(updated.version())
                    .isEqualTo(new ConfigVersion(2, NOW, "me", "update", Set.of("dev.debug-mode")));
        }

        @Test
        void rejectsNonUpdatablePaths() {
            var refused = ConfigLogic.update(state, set("ai.provider", "openai"), NOW);

            assertThat(refused).isInstanceOfSatisfying(Result.Err.class, failure -> {
                assertThat(failure.error().type().label()).isEqualTo("config_update_forbidden");
                assertThat(failure.error().message()).contains("ai.provider");
            });
        }
    }

    @Nested
    class Update {
        @Test
        void keepsTheStateWhenNothingChanges() {
            var set = update(first, set("orders.batch-size", 50));

            assertThat(update(set, set("orders.batch-size", "50"))).isSameAs(set);
            assertThat(update(first, reset("orders.batch-size"))).isSameAs(first);
        }

        @Test
        void keepsTheVersionWhenNoEffectiveValueChanges() {
            var pinned = update(first, set("orders.batch-size", 10));

            assertThat(pinned.version()).isSameAs(first.version());
            assertThat(pinned.runtime()).containsOnlyKeys("orders.batch-size");
        }

        @Test
        void showsTheLayersBelowAfterAReset() {
            var changed = update(first, set("orders.batch-size", 50));
            var back = update(changed, reset("orders.batch-size"));

            assertThat(batchSize(changed)).isEqualTo(50);
            assertThat(batchSize(back)).isEqualTo(10);
            assertThat(back.version().number()).isEqualTo(3);
            assertThat(back.runtime()).isEmpty();
        }

        @Test
        void appliesWholeOrNotAtAll() {
            var both = new ConfigEdits(
                    Map.of("orders.batch-size", new Edit.Assign(50), "orders.min", new Edit.Assign(99)),
                    Map.of(),
                    "me",
                    "");

            assertThat(refusal(ConfigLogic.update(first, both, NOW))).isNotNull();
        }

        @Test
        void takesSettingsThatOnlyFitTogether() {
            var both = new ConfigEdits(
                    Map.of("orders.min", new Edit.Assign(20), "orders.max", new Edit.Assign("30")),
                    Map.of(),
                    "me",
                    "both");

            assertThat(update(first, both).version().changedPaths()).containsExactly("orders.max", "orders.min");
            assertThat(refusal(ConfigLogic.update(first, set("orders.min", 20), NOW)))
                    .isEqualTo(FoundationErrorType.RANGE_ERROR);
        }

        @Test
        void refusesWhatWasComputedFromAnOldValue() {
            var computed = new ConfigEdits(
                    Map.of("orders.batch-size", new Edit.Assign(11)),
                    Map.of("orders.batch-size", Value.of(9)),
                    "me",
                    "");

            assertThat(refusal(ConfigLogic.update(first, computed, NOW)))
                    .isEqualTo(FoundationErrorType.CONFIG_CONFLICT);
        }

        @Test
        void hidesSecretsInTheReason() {
            var edits = new ConfigEdits(
                    Map.of("orders.batch-size", new Edit.Assign(11)),
                    Map.of(),
                    "s3cr3t-key",
                    "use s3cr3t-key " + "x".repeat(2_000));

            var version = update(first, edits).version();

            assertThat(version.cause()).startsWith("use ••• x").hasSize(1_000);
            assertThat(version.who()).isEqualTo("•••");
        }
    }

    @Nested
    class RollBack {
        private Result<ConfigState> rollBack(Map<String, Value> runtime) {
            var then = new ChangeRecord(
                    new ConfigVersion(1, NOW, "me", "why", Set.of()), runtime, Map.of(), Set.of(), Map.of());
            return ConfigLogic.rollBack(update(first, set("orders.batch-size", 50)), then, "me", NOW);
        }

        @Test
        void takesTheRunTimeLayerWhole() {
            var back = rollBack(Map.of("orders.max", Value.of(90))).orElseThrow();

            assertThat(back.runtime()).isEqualTo(Map.of("orders.max", Value.of(90)));
            assertThat(back.version().number()).isEqualTo(3);
            assertThat(back.version().cause()).isEqualTo("rollback to version 1");
        }

        @Test
        void isRefusedWholeByAPathThatIsRestartOnlyToday() {
            var refused = rollBack(Map.of("orders.max", Value.of(90), "server.port", Value.of(1)));

            assertThat(refusal(refused)).isEqualTo(FoundationErrorType.CONFIG_UPDATE_FORBIDDEN);
            assertThat(refused.toString()).contains("server.port is not changeable at run time");
        }

        @Test
        void namesTheLayerOfEachValueThatStillDiffers() {
            var then = Map.of("orders.batch-size", Value.of(1), "orders.min", Value.of(2), "gone", Value.of(3));
            var now = Map.of("orders.batch-size", Value.of(10), "orders.min", Value.of(4));

            assertThat(ConfigLogic.differing(app, Map.of("orders.min", Value.of(4)), then, now))
                    .isEqualTo(Map.of("orders.batch-size", "argument", "orders.min", "run time", "gone", "no layer"));
        }
    }

    @Nested
    class Settle {
        @Test
        void keepsWhatStillValidates() {
            var settled = ConfigLogic.settle(app, Map.of("orders.batch-size", Value.of(50)));

            assertThat(settled.rejected()).isEmpty();
            assertThat(settled.runtime()).containsOnlyKeys("orders.batch-size");
            assertThat(settled.verdict()).isInstanceOf(Validation.Valid.class);
        }

        @Test
        void setsUnknownAndForbiddenAndUnreadableOverridesAside() {
            var settled = ConfigLogic.settle(
                    app,
                    Map.of(
                            "orders.gone", Value.of(1),
                            "server.port", Value.of(1),
                            "orders.ratio", Value.of("half"),
                            "orders.batch-size", Value.of(50)));

            assertThat(settled.rejected())
                    .extracting(Rejected::path)
                    .containsExactlyInAnyOrder("orders.gone", "server.port", "orders.ratio");
            assertThat(settled.runtime()).containsOnlyKeys("orders.batch-size");
        }

        @Test
        void setsOnlyTheOverridesBehindABrokenRuleAside() {
            var settled = ConfigLogic.settle(
                    AppConfig.baseline(Map.of("orders.min", "5")),
                    Map.of("orders.max", Value.of(3), "foundation.dev.debug-mode", Value.of(true)));

            assertThat(settled.rejected()).extracting(Rejected::path).containsExactly("orders.max");
            assertThat(settled.runtime()).containsOnlyKeys("foundation.dev.debug-mode");
            assertThat(settled.verdict()).isInstanceOf(Validation.Valid.class);
        }
    }

    @Nested
    class Started {
        private final Map<String, Value> values = Map.of("a", Value.of(1));

        @Test
        void beginsWithVersionOne() {
            assertThat(ConfigLogic.started(Stored.nothing(), values, "me", NOW).number())
                    .isEqualTo(1);
        }

        @Test
        void goesOnWithTheLastVersionWhenNothingChanged() {
            var last = new Stored(first.version(), Map.of(), values, List.of());

            assertThat(ConfigLogic.started(last, values, "me", NOW)).isSameAs(first.version());
        }

        @Test
        void makesAVersionOfChangedSources() {
            var last = new Stored(first.version(), Map.of(), Map.of("a", Value.of(2), "b", Value.of(3)), List.of());

            assertThat(ConfigLogic.started(last, values, "me", NOW))
                    .isEqualTo(new ConfigVersion(2, NOW, "me", "start: the sources changed", Set.of("a", "b")));
        }
    }
}
