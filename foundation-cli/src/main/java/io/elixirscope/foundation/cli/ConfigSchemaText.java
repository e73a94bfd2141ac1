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
        JSON_SCHEMA("json-schema") {
            @Override
            String of(ConfigSchema schema) {
                return JsonText.write(schema.jsonSchema());
            }
        },
        YAML("yaml") {
            @Override
            String of(ConfigSchema schema) {
                return schema.sample(ConfigSchema.Format.YAML).stripTrailing();
            }
        },
        TOML("toml") {
            @Override
            String of(ConfigSchema schema) {
                return schema.sample(ConfigSchema.Format.TOML).stripTrailing();
            }
        },
        PROPERTIES("properties") {
            @Override
            String of(ConfigSchema schema) {
                return schema.sample(ConfigSchema.Format.PROPERTIES).stripTrailing();
            }
        };

        private final String word;

        Form(String word) {
            this.word = word;
        }

        abstract String of(ConfigSchema schema);

        /// As it is written on the command line.
        @Override
        public String toString() {
            return word;
        }
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json-schema",
            description = "json-schema unless given; yaml, toml or properties: a sample file.")
    private Form form = Form.JSON_SCHEMA;

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
