import org.jspecify.annotations.NullMarked;

/// The `foundation` command: events, configuration, errors and running nodes from a terminal.
@NullMarked
module io.elixirscope.foundation.cli {
    requires static transitive org.jspecify;
    requires io.elixirscope.foundation;
    requires io.elixirscope.foundation.formats;
    requires info.picocli;

    exports io.elixirscope.foundation.cli;

    opens io.elixirscope.foundation.cli to
            info.picocli;
}
