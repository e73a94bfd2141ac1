package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.elixirscope.foundation.config.Kinds.Money;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a validator that knows nothing of the library makes of its schemas.
class ConfigSchemaIT {
    private static final Path EXAMPLES = Path.of("src/test/resources/config");
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final ConfigSchema kinds = Config.builder(Kinds.class)
            .converter(Money.class, Money::read, Money::write)
            .schema();

    @TempDir
    private Path folder;

    private static Schema schema(ConfigSchema schema) {
        return REGISTRY.getSchema(JsonText.write(schema.jsonSchema()), InputFormat.JSON);
    }

    /// Settings of an application with secrets and texts to show.
    record Shop(
            @Description("How many are handled together.\nMore take longer.") @Updatable @Default("10")
            int batchSize,

            @Secret String apiKey,
            @Default("a\\b \"c\"") String note,
            @Default("drop-oldest") Overflow overflow,
            Optional<Kinds.Tls> tls,
            Server server) {
        enum Overflow {
            DROP_OLDEST,
            BLOCK
        }

        record Server(
                String host,
                @Default("8080") int port,
                @Default("") List<Kinds.Host> peers,
                @Default("a=1, b=2") Map<String, Integer> weights) {}
    }

    @Test
    void isASchemaByTheMetaSchema() {
        var meta = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        for (var schema :
                new ConfigSchema[] {kinds, ConfigSchema.of(FoundationConfig.class), ConfigSchema.of(Shop.class)}) {
            assertThat(meta.validate(JsonText.write(schema.jsonSchema()), InputFormat.JSON))
                    .isEmpty();
        }
        assertThat(meta.validate("{\"type\": \"nothing\"}", InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void acceptsFilesThatTheLibraryReads() throws IOException {
        assertThat(schema(kinds).validate(Files.readString(EXAMPLES.resolve("kinds.json")), InputFormat.JSON))
                .isEmpty();
        assertThat(schema(ConfigSchema.of(ShopConfig.class))
                        .validate(Files.readString(EXAMPLES.resolve("shop.json")), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "server": {"host": "h"}                       | true
                    "server": {"host": "h", "port": "8080"}       | true
                    "server": {"host": "h", "port": "${env:PORT}"}| true
                    "server": {"host": "h", "port": "x"}          | false
                    "server": {"host": "h", "port": 2147483648}   | false
                    "server": {"host": "h", "port": 1.5}          | false
                    "server": {}                                  | false
                    "server": {"host": "h", "prot": 1}            | false
                    "server": {"host": "h"}, "overflow": "block"  | true
                    "server": {"host": "h"}, "overflow": "blok"   | false
                    "server": {"host": "h", "weights": {"x y": 1}}| true
                    "server": {"host": "h", "weights": {"x": "y"}}| false
                    "server": {"host": "h", "peers": [{"name": "p"}]} | true
                    "server": {"host": "h", "peers": [{"port": 1}]}   | false
                    "server": {"host": "h"}, "tls": {"certificate": "/c"} | true
                    "server": {"host": "h"}, "tls": {"verify": true} | false
                    """)
    void judgesAFileAsTheLibraryDoes(String members, boolean good) throws IOException {
        var text = "{\"api-key\": \"hunter2\", " + members.replace("${env:PORT}", good ? "${env:PORT}" : "") + "}";
        boolean resolved = text.contains("${");

        assertThat(schema(ConfigSchema.of(Shop.class))
                        .validate(text, InputFormat.JSON)
                        .isEmpty())
                .isEqualTo(good);
        if (!resolved) {
            var file = Files.writeString(folder.resolve("shop.json"), text);
            assertThat(Config.builder(Shop.class).file(file).check().isEmpty()).isEqualTo(good);
        }
    }

    @Test
    void tellsDescriptionsDefaultsAndWhatIsSecret() {
        var json = JsonText.write(ConfigSchema.of(Shop.class).jsonSchema());

        assertThat(json)
                .contains("\"batch-size\":{\"description\":\"How many are handled together.\\nMore take longer.\"")
                .contains("\"default\":10,\"x-updatable\":true")
                .contains("\"api-key\":{\"type\":\"string\",\"writeOnly\":true}")
                .contains("\"tls\":{\"description\":\"How a connection is secured.\",\"type\":\"object\"")
                .contains("\"required\":[\"api-key\",\"server\"]");
    }

    @ParameterizedTest
    @ValueSource(classes = {Shop.class, FoundationConfig.class, ShopConfig.class})
    void samplesAreReadAsTheyAre(Class<?> type) throws IOException {
        for (var format : ConfigSchema.Format.values()) {
            var problems = Config.builder(type)
                    .file(sample(type, format, text -> text))
                    .check();

            assertThat(problems)
                    .allMatch(problem -> problem.message().contains(" is required, "))
                    .hasSize(type == Shop.class ? 2 : 0);
        }
    }

    /// Every default taken over but that of an optional section, and the required values filled in.
    @ParameterizedTest
    @EnumSource(ConfigSchema.Format.class)
    void samplesFilledInGiveWhatTheySay(ConfigSchema.Format format) throws IOException {
        try (var node = new ConfigNode();
                var config = Config.builder(Shop.class)
                        .file(sample(Shop.class, format, ConfigSchemaIT::filledIn))
                        .open(node.runtime)
                        .orElseThrow()) {
            assertThat(config.current())
                    .isEqualTo(new Shop(
                            10,
                            "x",
                            "a\\b \"c\"",
                            Shop.Overflow.DROP_OLDEST,
                            Optional.empty(),
                            new Shop.Server("x", 8080, List.of(), Map.of("a", 1, "b", 2))));
            assertThat(config.explain("server.port")
                            .orElseThrow()
                            .given()
                            .getFirst()
                            .layer())
                    .endsWith(format.name().toLowerCase(Locale.ROOT));
        }
    }

    private Path sample(Class<?> type, ConfigSchema.Format format, UnaryOperator<String> edit) throws IOException {
        var file = folder.resolve("sample." + format.name().toLowerCase(Locale.ROOT));
        return Files.writeString(file, edit.apply(ConfigSchema.of(type).sample(format)));
    }

    private static String filledIn(String sample) {
        return sample.replaceAll("(?m)^( *)#((?:server\\.)?host|api-key)( =|:)$", "$1$2$3 \"x\"")
                .replaceAll("(?m)^( *)#(?!(?:tls\\.)?verify)(\\S+(?: =|:) \\S.*)$", "$1$2")
                .replaceAll("(?m)^(.*[a-z] = )\"x\"$", sample.contains("[server]") ? "$1\"x\"" : "$1x");
    }

    @Test
    void showsNoSecretDefault() {
        record Hidden(@Secret @Default("hunter2") String key) {}
        var schema = ConfigSchema.of(Hidden.class);

        assertThat(schema.sample(ConfigSchema.Format.YAML) + schema.jsonSchema())
                .contains("secret")
                .doesNotContain("hunter2");
        assertThat(schema.jsonSchema()).isInstanceOf(Value.MapValue.class);
    }
}
