package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.config.ConfigSource;
import io.elixirscope.foundation.testkit.ConfigSourceContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/// Each format keeps the promises of configuration files.
class ConfigFormatsContractTest {
    /// One format, found by the ending of the file's name.
    abstract static class Format extends ConfigSourceContract {
        private final String ending;
        private final String example;
        private final String givenTwice;
        private final String broken;

        Format(String ending, String example, String givenTwice, String broken) {
            this.ending = ending;
            this.example = example;
            this.givenTwice = givenTwice;
            this.broken = broken;
        }

        @Override
        protected String fileName() {
            return "settings." + ending;
        }

        @Override
        protected ConfigSource source(Path file) {
            return ConfigSource.file(file);
        }

        @Override
        protected String example() {
            return example;
        }

        @Override
        protected String givenTwice() {
            return givenTwice;
        }

        @Override
        protected String broken() {
            return broken;
        }
    }

    @Nested
    class Properties extends Format {
        Properties() {
            super(
                    "properties",
                    "# shop\norders.note = two words\norders.batch-size=7\napi-key : hunter2-hunter2\n",
                    "api-key=hunter2-hunter2\nx=1\napi-key=hunter2-hunter2",
                    "x=1\napi-key = hunter2-hunter2\\q\n");
        }
    }

    @Nested
    class Yaml extends Format {
        Yaml() {
            super(
                    "yaml",
                    "# shop\norders:\n  note: two words\n  batch-size: 7\napi-key: hunter2-hunter2\n",
                    "api-key: hunter2-hunter2\nx: 1\napi-key: hunter2-hunter2",
                    "x: 1\napi-key: \"hunter2-hunter2\\q\"\n");
        }
    }

    @Nested
    class YamlInOneLine extends Format {
        YamlInOneLine() {
            super(
                    "yml",
                    "{'orders': {\"note\": 'two words', 'batch-size': 7}, \"api-key\": \"hunter2-hunter2\"}",
                    "{api-key: hunter2-hunter2, x: 1, api-key: hunter2-hunter2}",
                    "{api-key: hunter2-hunter2, x: @}");
        }
    }

    @Nested
    class Toml extends Format {
        Toml() {
            super(
                    "toml",
                    "# shop\norders.note = 'two words'\norders.batch-size = 7\n"
                            + "\"api-key\" = \"hunter2-hunter2\"\n",
                    "api-key = 'hunter2-hunter2'\nx = 1\napi-key = \"hunter2-hunter2\"",
                    "x = 1\napi-key = \"hunter2-hunter2\\q\"\n");
        }
    }

    @Nested
    class TomlInlineTables extends Format {
        TomlInlineTables() {
            super(
                    "TOML",
                    "orders = {note = \"two words\", batch-size = 7}\r\napi-key = 'hunter2-hunter2'",
                    "t = {x = 'hunter2-hunter2'}\napi-key = 'hunter2-hunter2'\n'api-key' = 'hunter2-hunter2'",
                    "t = {api-key = 'hunter2-hunter2', x = hunter2}");
        }
    }

    @Nested
    class Json extends Format {
        Json() {
            super(
                    "json",
                    "{\n  \"orders\": {\n    \"note\": \"two words\",\n    \"batch-size\": 7\n  },\n"
                            + "  \"api-key\": \"hunter2-hunter2\"\n}\n",
                    "{\"api-key\": \"hunter2-hunter2\",\n \"x\": 1, \"api-key\": \"hunter2-hunter2\"}",
                    "{\n  \"api-key\": \"hunter2-hunter2\" hunter2\n}");
        }
    }

    @Nested
    class JsonInOneLine extends Format {
        JsonInOneLine() {
            super(
                    "json",
                    "{\"orders\":{\"note\":\"two words\",\"batch-size\":7},\"api-key\":\"hunter2-hunter2\"}",
                    "{\"api-key\":\"hunter2-hunter2\",\"api-key\":\"hunter2-hunter2\"}",
                    "{\"api-key\":hunter2-hunter2}");
        }
    }
}
