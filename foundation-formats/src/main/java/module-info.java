import org.jspecify.annotations.NullMarked;

/// Configuration files in YAML, TOML and JSON with line and column, and events as CloudEvents JSON lines.
@NullMarked
module io.elixirscope.foundation.formats {
    requires static transitive org.jspecify;
    requires transitive io.elixirscope.foundation;
    requires tools.jackson.core;

    exports io.elixirscope.foundation.formats;
}
