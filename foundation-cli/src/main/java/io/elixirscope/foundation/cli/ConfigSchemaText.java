package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.config.ConfigSchema;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `foundation config schema`: what settings there are, for an editor or as a file to begin with.
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the JSON Schema (2020-12) of a settings record, for editors and validators,",
            "or a sample file that shows every setting in a comment."
        },
        footer = "%nExit code: 0 done, 1 the operation failed, 2 wrong usage.")
final class ConfigSchemaText extends Verb {

    /// What can be written.
    private enum Form {
        JSON,
        YAML,
        TOML,
        PROPERTIES;

        String of(ConfigSchema schema) {
            return switch (this) {
                case JSON -> JsonText.write(schema.jsonSchema());
                case YAML -> sample(schema, ConfigSchema.Format.YAML);
                case TOML -> sample(schema, ConfigSchema.Format.TOML);
                case PROPERTIES -> sample(schema, ConfigSchema.Format.PROPERTIES);
            };
        }

        private static String sample(ConfigSchema schema, ConfigSchema.Format format) {
            return schema.sample(format).stripTrailing();
        }
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "json, a JSON Schema, unless given; yaml, toml or properties: a sample file.")
    private Form form = Form.JSON;

    @Mixin
    private SchemaClass record = new SchemaClass();

    @Override
    Result<Integer> run(Output output) {
        return record.use(type -> {
            output.line(form.of(ConfigSchema.of(type)));
            return Result.ok(DONE);
        });
    }
}
