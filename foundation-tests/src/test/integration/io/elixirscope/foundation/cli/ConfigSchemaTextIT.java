package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.config.Config;
import io.elixirscope.foundation.config.FoundationConfig;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `foundation config schema`.
class ConfigSchemaTextIT {
    @TempDir
    private Path folder;

    @Test
    void writesTheJsonSchemaOfTheLibrarysOwnSettings() {
        var run = Cli.run("config", "schema");

        assertThat(run.code()).isZero();
        var schema = EventsVerbCase.json(run.lines().getFirst());
        assertThat(schema.get("$schema")).isEqualTo(Value.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(schema.toString()).contains("max-events");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "toml", "properties"})
    void writesASampleThatIsReadWithoutAProblem(String format) throws IOException {
        var run = Cli.run("config", "schema", "--format", format);

        var file = Files.writeString(folder.resolve("sample." + format), String.join("\n", run.lines()));
        assertThat(run.lines()).anyMatch(line -> line.contains("max-events"));
        assertThat(Config.builder(FoundationConfig.class).file(file).check()).isEmpty();
    }

    @Test
    void saysWhichFormatsThereAre() {
        var run = Cli.run("config", "schema", "--format", "xml");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("JSON", "YAML", "TOML", "PROPERTIES").doesNotContain("\tat ");
    }
}
