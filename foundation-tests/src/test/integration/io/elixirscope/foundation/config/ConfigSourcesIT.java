package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourcesIT {
    @TempDir
    private Path folder;

    private static FoundationError problems(ConfigBuilder<ShopConfig> builder) {
        return switch (builder.open(new ConfigNode().runtime)) {
            case Result.Ok<?> _ -> throw new AssertionError("opened");
            case Result.Err<?>(var error) -> error;
        };
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void reportsProblemsOfTwoFilesTogetherWithCarets() throws IOException {
        var base = write("base.properties", "# base\norders.batch-size = many\n");
        var local = write("local.properties", "port = 80\n\norders.timeuot = 2s\napi-key = short\\q\n");

        var error = problems(Config.builder(ShopConfig.class).file(base).file(local));

        var report = error.report();
        assertThat(error.causes()).hasSize(3);
        assertThat(error.causes())
                .extracting(cause -> cause.source().orElseThrow())
                .extracting(at -> Path.of(at.file()).getFileName() + ":" + at.line() + ":" + at.column())
                .containsExactlyInAnyOrder("local.properties:3:1", "local.properties:4:16", "base.properties:2:21");
        assertThat(report)
                .contains("did you mean orders.timeout?", "orders.batch-size is not a whole number, was \"many\"")
                .contains("2 | orders.batch-size = many\n", " | " + " ".repeat(20) + "^\n")
                .contains("3 | orders.timeuot = •••\n")
                .doesNotContain("short");
    }

    @Test
    void readsLayersInTheirOrder() throws IOException {
        var base = write("base.properties", "port=1\norders.min=2\norders.max=3\norders.batch-size=4\n");
        var local = write("local.properties", "orders.min=22\norders.max=33\norders.batch-size=44");

        try (var node = ConfigNode.started(builder -> builder.file(base)
                .file(local)
                .environment("SHOP", Map.of("SHOP_ORDERS_MAX", "333", "SHOP_ORDERS_BATCH_SIZE", "444", "HOME", "/"))
                .override("orders.batch-size", 4444))) {
            assertThat(node.config().current().port()).isEqualTo(1);
            assertThat(node.config().current().orders().min()).isEqualTo(22);
            assertThat(node.config().current().orders().max()).isEqualTo(333);
            assertThat(node.config().current().orders().batchSize()).isEqualTo(4444);
        }
    }

    @Test
    void tellsAMissingFileAndAWrongVariableTogether() {
        var error = problems(Config.builder(ShopConfig.class)
                .file(folder.resolve("none.properties"))
                .environment("SHOP", Map.of("SHOP_PROT", "1"))
                .override("foundation.storage.hot.max-events", 0));

        assertThat(error.causes())
                .extracting(FoundationError::type)
                .containsExactlyInAnyOrder(
                        FoundationErrorType.CONFIG_NOT_FOUND,
                        FoundationErrorType.CONFIG_PATH_NOT_FOUND,
                        FoundationErrorType.RANGE_ERROR);
    }

    @Test
    void takesTheFoundationsSettingsAsTheRoot() {
        try (var node = new ConfigNode().open(builder -> builder)) {
            var config = Config.builder(FoundationConfig.class)
                    .name("foundation-config")
                    .override("dev.debug-mode", true)
                    .open(node.runtime)
                    .orElseThrow();

            assertThat(config.current()).isSameAs(config.foundation());
            assertThat(config.foundation().dev().debugMode()).isTrue();
        }
    }

    @Test
    void refusesASetUpThatCannotWork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.builder(ShopConfig.class).environment("shop_", Map.of()))
                .withMessageContaining("was \"shop_\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.builder(ShopConfig.class).override("port", new Object()))
                .withMessageContaining("override of port must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.builder(String.class).open(new ConfigNode().runtime))
                .withMessageContaining("must be a record");
    }
}
