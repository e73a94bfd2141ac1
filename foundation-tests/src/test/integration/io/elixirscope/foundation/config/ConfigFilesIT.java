package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFilesIT {
    private static final Path EXAMPLES = Path.of("src/test/resources/config");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"shop.yaml", "shop.toml", "shop.json", "shop.properties"})
    void readsOneRecordFromEachFormat(String name) {
        try (var node = ConfigNode.started(builder -> builder.file(EXAMPLES.resolve(name)))) {
            var shop = node.config().current();
            assertThat(shop.port()).isEqualTo(9090);
            assertThat(shop.orders().batchSize()).isEqualTo(25);
            assertThat(shop.orders().timeout()).isEqualTo(Duration.ofMillis(1_500));
            assertThat(shop.orders().note()).isEqualTo(Optional.of("no"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    s.yaml | {api-key: hunter2-hunter2, port: eighty, orders: {minn: 1}} | 1:34 1:51
                    s.json | {"api-key":"hunter2-hunter2","port":"x","orders":{"minn":1}} | 1:37 1:51
                    s.toml | orders = {minn = 1, note = 2}                               | 1:11 1:28
                    """)
    void pointsAtWrongValuesAndUnknownKeysAndHidesTheRest(String name, String text, String places) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);

        var problems = Config.builder(ShopConfig.class).file(file).check();

        assertThat(problems)
                .extracting(problem -> problem.at().line() + ":" + problem.at().column())
                .containsExactlyInAnyOrder(places.split(" "));
        assertThat(problems.toString()).contains("did you mean orders.min?").doesNotContain("hunter2");
    }

    @Test
    void hidesASecretOfAWrongTypeFarIntoALine() throws IOException {
        var file = Files.writeString(
                folder.resolve("s.json"), "{\"port\": 1, " + " ".repeat(2_000) + "\"api-key\": [\"hunter2\"]}");

        var problems = Config.builder(ShopConfig.class).file(file).check();

        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().at().text()).endsWith("\"api-key\": •••");
        assertThat(problems.toString()).doesNotContain("hunter2");
    }

    @Test
    void saysWhichEndingsThereAre() {
        var problem =
                ConfigSource.file(folder.resolve("shop.conf")).read().problems().getFirst();

        assertThat(problem.message())
                .endsWith("shop.conf is of no known format: its name must end with one of"
                        + " .json, .properties, .toml, .yaml, .yml");
    }
}
