package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.elixirscope.foundation.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LayersTest {
    private final ConfigSchema schema = AppConfig.schema();

    record Clash(@Key("a-b") Part first, @Key("a") Part second) {}

    record Part(
            @Default("1") int c, @Key("b-c") @Default("1") int bc) {}

    @Nested
    class Environment {
        @Test
        void readsOnlyNamesWithThePrefix() {
            var layer = Layers.environment(
                    "APP",
                    Map.of(
                            "APP_ORDERS_BATCH_SIZE",
                            "5",
                            "APPLE",
                            "1",
                            "HOME",
                            "/",
                            "APP_FOUNDATION_DEV_DEBUG_MODE",
                            "true"),
                    schema);

            assertThat(layer.problems()).isEmpty();
            assertThat(layer.settings()).containsOnlyKeys("orders.batch-size", "foundation.dev.debug-mode");
            assertThat(layer.settings().get("orders.batch-size").raw()).isEqualTo(Value.of("5"));
        }

        @Test
        void tellsUnknownNamesWithoutTheirValues() {
            var problem = Layers.environment("APP", Map.of("APP_ORDERS_BATCHSIZE", "hunter2"), schema)
                    .problems()
                    .getFirst();

            assertThat(problem.message())
                    .isEqualTo("the environment variable APP_ORDERS_BATCHSIZE is not a setting,"
                            + " did you mean APP_ORDERS_BATCH_SIZE?");
            assertThat(problem.toString()).doesNotContain("hunter2");
        }

        @Test
        void refusesTwoSettingsOfOneName() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new EnvironmentNames("APP", ConfigSchema.of(Clash.class, null)))
                    .withMessageContaining("have the same environment variable APP_A_B_C");
        }
    }

    @Nested
    class Files {
        private List<ConfigProblem> problems(String text) {
            return Layers.of("f", new PropertiesReader("f", text).read(), schema)
                    .problems();
        }

        @Test
        void suggestsTheNearestKey() {
            var problem = problems("orders.batchSize = 5").getFirst();

            assertThat(problem.message())
                    .isEqualTo("orders.batchSize is not a setting, did you mean orders.batch-size?");
            assertThat(problem.at().text()).isEqualTo("orders.batchSize = •••");
        }

        @Test
        void saysThatAKeyIsMissing() {
            assertThat(problems("= 5")).extracting(ConfigProblem::message).containsExactly("a key is missing");
        }

        @Test
        void refusesAValueForASection() {
            assertThat(problems("orders = 5").getFirst().message()).startsWith("orders is a section");
        }
    }

    @Test
    void letsTheHighestLayerWin() {
        var merged = Layers.merge(List.of(
                Layers.defaults(schema),
                Layers.environment("APP", Map.of("APP_SERVER_PORT", "1", "APP_SERVER_HOST", "h"), schema),
                Layers.arguments(Map.of("server.port", Value.of(2)), schema)));

        assertThat(merged.get("server.port").layer()).isEqualTo("argument");
        assertThat(merged.get("server.host").layer()).isEqualTo("environment");
        assertThat(merged.get("orders.batch-size").layer()).isEqualTo("default");
    }
}
