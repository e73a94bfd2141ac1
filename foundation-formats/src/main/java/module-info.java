import org.jspecify.annotations.NullMarked;

/// Configuration files in YAML, TOML and JSON with line and column, and events as CloudEvents
/// JSON lines.
@NullMarked
@SuppressWarnings("requires-automatic") // tomlj has a name in its manifest but no descriptor
module io.elixirscope.foundation.formats {
    requires static transitive org.jspecify;
    requires transitive io.elixirscope.foundation;
    requires org.snakeyaml.engine;
    requires org.tomlj;
    requires tools.jackson.core;

    exports io.elixirscope.foundation.formats;

    provides io.elixirscope.foundation.config.ConfigFormat with
            io.elixirscope.foundation.formats.JsonFormat,
            io.elixirscope.foundation.formats.TomlFormat,
            io.elixirscope.foundation.formats.YamlFormat;
}
