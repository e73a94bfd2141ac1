package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConfigValidatorTest {
    private static List<ConfigProblem> problems(Map<String, String> texts) {
        return AppConfig.baseline(texts).with(Map.of()) instanceof Validation.Invalid(var problems)
                ? problems
                : List.of();
    }

    record Leaky(@Secret @Default("part-1234567") String token) {
        Leaky {
            if (token.length() < 20) {
                throw new IllegalArgumentException("too short: " + token.substring(5));
            }
        }
    }

    /// Its rules need no other setting, or two.
    record Window(
            String name, int min, int max, @Default("1") int size) implements Checked {
        @Override
        public List<String> violations() {
            var broken = new ArrayList<String>();
            if (size <= 0) {
                broken.add("size must be > 0, was " + size);
            }
            if (min > max) {
                broken.add("min must be <= max, was " + min);
            }
            return broken;
        }
    }

    private static List<ConfigProblem> problems(Class<?> type, Map<String, String> texts) {
        var schema = ConfigSchema.of(type, null);
        var given = new TreeMap<String, Value>();
        texts.forEach((path, text) -> given.put(path, Value.of(text)));
        return ConfigValidator.checkLayers(schema, List.of(Layers.defaults(schema), Layers.arguments(given, schema)));
    }

    record Needed(String name, Optional<Integer> count, Inner inner) {}

    record Inner(int size) {}

    @Nested
    class Check {
        @Test
        void bindsRecordsFromDefaults() {
            var valid = AppConfig.first(AppConfig.baseline(Map.of())).valid();

            var app = (AppConfig) valid.bound().get("");
            assertThat(app.orders().timeout()).isEqualTo(Duration.ofSeconds(2));
            assertThat(app.orders().limit()).isEqualTo(16L << 20);
            assertThat(app.orders().network()).isEmpty();
            assertThat(app.tags()).containsExactly("a", "b");
            assertThat(valid.bound().get("orders")).isSameAs(app.orders());
            assertThat((FoundationConfig) valid.bound().get("foundation"))
                    .extracting(own -> own.storage().hot())
                    .isEqualTo(new FoundationConfig.Hot(100_000, Duration.ofHours(1), Duration.ofMinutes(1)));
        }

        @Test
        void returnsAllProblemsAtOnce() {
            assertThat(problems(Map.of(
                            "server.port", "http",
                            "orders.timeout", "10000",
                            "tags", "a",
                            "foundation.dev.debug-mode", "maybe")))
                    .extracting(ConfigProblem::path)
                    .containsExactlyInAnyOrder("server.port", "orders.timeout", "foundation.dev.debug-mode");
        }

        @Test
        void tellsTheRulesOfTheSettingsBesideOneThatCannotBeRead() {
            assertThat(problems(Window.class, Map.of("min", "7", "max", "many", "size", "0")))
                    .extracting(ConfigProblem::message)
                    .containsExactlyInAnyOrder(
                            "max is not a whole number, was \"many\"",
                            "size must be > 0, was 0",
                            "name is required, a text");
        }

        @Test
        void tellsNoRuleThatMayBeAboutOneThatCannotBeRead() {
            assertThat(problems(Window.class, Map.of("name", "w", "min", "7", "max", "many")))
                    .extracting(ConfigProblem::path)
                    .containsExactly("max");
        }

        @Test
        void tellsNothingMissingWhileASourceCannotBeReadWhole() {
            var schema = ConfigSchema.of(Needed.class, null);
            var broken = FileSource.failed("a.yaml", FoundationErrorType.INVALID_CONFIG_STRUCTURE, "is not YAML");
            var wrong = Layers.arguments(Map.of("count", Value.of("x")), schema);

            assertThat(ConfigValidator.checkLayers(schema, List.of(Layers.of("a.yaml", broken, schema), wrong)))
                    .extracting(ConfigProblem::type)
                    .containsExactly(
                            FoundationErrorType.INVALID_CONFIG_STRUCTURE, FoundationErrorType.INVALID_CONFIG_VALUE);
        }

        @Test
        void tellsTheWrongValueThatAHigherLayerShadows() {
            var schema = ConfigSchema.of(Window.class, null);
            var below = Layers.arguments(Map.of("max", Value.of("many"), "min", Value.of(2)), schema);
            var above = Layers.arguments(Map.of("max", Value.of(3)), schema);

            assertThat(ConfigValidator.checkShadowed(schema, List.of(below, above)))
                    .extracting(ConfigProblem::message)
                    .containsExactly("max is not a whole number, was \"many\"");
        }

        @Test
        void showsAListAsAList() {
            var schema = ConfigSchema.of(AppConfig.class, null);
            var given = Layers.arguments(Map.of("server.port", Value.list(List.of(Value.of(1)))), schema);

            assertThat(ConfigValidator.checkLayers(schema, List.of(Layers.defaults(schema), given)))
                    .extracting(ConfigProblem::message)
                    .contains("server.port is not a whole number, was the list [1]");
        }

        @Test
        void tellsEveryMissingSetting() {
            var schema = ConfigSchema.of(Needed.class, null);

            assertThat(ConfigValidator.check(schema, Layers.defaults(schema).settings()))
                    .isInstanceOfSatisfying(
                            Validation.Invalid.class,
                            invalid -> assertThat(invalid.problems())
                                    .allMatch(problem -> problem.type() == FoundationErrorType.MISSING_REQUIRED_FIELD)
                                    .extracting(ConfigProblem::message)
                                    .containsExactly(
                                            "name is required, a text", "inner.size is required, a whole number"));
        }

        @Test
        void showsTheRuleOfAConstructorAtItsSetting() {
            var problem = problems(Map.of("orders.batch-size", "0")).getFirst();

            assertThat(problem.type()).isEqualTo(FoundationErrorType.RANGE_ERROR);
            assertThat(problem.path()).isEqualTo("orders.batch-size");
            assertThat(problem.message()).isEqualTo("orders.batch-size must be >= 1, was 0");
            assertThat(problem.at().column()).isEqualTo("orders.batch-size=".length() + 1);
        }

        @Test
        void returnsAllRulesOfACheckedRecord() {
            var problems = problems(Map.of(
                    "orders.min",
                    "10",
                    "foundation.storage.hot.max-events",
                    "0",
                    "foundation.storage.hot.prune-interval",
                    "0"));

            assertThat(problems)
                    .extracting(ConfigProblem::message)
                    .containsExactly(
                            "orders.min must be <= max, was 10",
                            "orders: together they are wrong",
                            "foundation.storage.hot.max-events must be > 0, was 0",
                            "foundation.storage.hot.prune-interval must be > 0, was 0ms");
            assertThat(problems.get(1).type()).isEqualTo(FoundationErrorType.CONSTRAINT_VIOLATION);
            assertThat(problems.get(1).path()).isEqualTo("orders");
        }

        @Test
        void neverShowsASecret() {
            var problem = problems(Map.of("orders.api-key", "abcd")).getFirst();

            assertThat(problem.message()).isEqualTo("orders.api-key must have 5 characters, was •••");
            assertThat(problem.at().text()).isEqualTo("orders.api-key=•••");
            assertThat(problem.toError().report()).doesNotContain("abcd");
        }
    }

    @Test
    void neverShowsAPartOfASecret() {
        var schema = ConfigSchema.of(Leaky.class, null);

        assertThat(ConfigValidator.checkLayers(schema, List.of(Layers.defaults(schema))))
                .extracting(ConfigProblem::message)
                .containsExactly("a rule is broken that shows a secret");
    }

    @Nested
    class CheckEdits {
        private final ConfigSchema schema = AppConfig.schema();

        private List<ConfigProblem> edits(Map<String, Object> given) {
            var edits = new java.util.TreeMap<String, Edit>();
            given.forEach((path, value) -> edits.put(path, new Edit.Assign(value)));
            return ConfigValidator.checkEdits(schema, edits);
        }

        @Test
        void returnsEveryProblem() {
            assertThat(edits(Map.of(
                            "orders.batch-siz", 5,
                            "orders", 5,
                            "server.port", 1,
                            "orders.ratio", "half",
                            "orders.max", new Object())))
                    .extracting(ConfigProblem::type)
                    .containsExactly(
                            FoundationErrorType.CONFIG_PATH_NOT_FOUND,
                            FoundationErrorType.CONFIG_PATH_NOT_FOUND,
                            FoundationErrorType.INVALID_CONFIG_VALUE,
                            FoundationErrorType.INVALID_CONFIG_VALUE,
                            FoundationErrorType.CONFIG_UPDATE_FORBIDDEN);
        }

        @Test
        void refusesSecretsWithoutShowingThem() {
            var problem = edits(Map.of("orders.api-key", "hunter2-hunter2")).getFirst();

            assertThat(problem.type()).isEqualTo(FoundationErrorType.CONFIG_UPDATE_FORBIDDEN);
            assertThat(problem.message()).isEqualTo("orders.api-key is a secret and is not changeable at run time");
        }

        @Test
        void makesOneErrorOfMany() {
            var error = ConfigValidator.error(edits(Map.of("orders.ratio", "half", "server.port", 1)));

            assertThat(error.type()).isEqualTo(FoundationErrorType.CONFIG_UPDATE_FORBIDDEN);
            assertThat(error.causes()).hasSize(2);
        }
    }
}
