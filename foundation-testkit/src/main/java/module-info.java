import org.jspecify.annotations.NullMarked;

/// What users need to test their own servers, stores and settings: manual time, crash injection, contract kits.
@NullMarked
module io.elixirscope.foundation.testkit {
    requires static transitive org.jspecify;
    requires transitive io.elixirscope.foundation;
    requires transitive org.junit.jupiter.api;
    requires transitive org.assertj.core;
    requires transitive org.opentest4j;

    exports io.elixirscope.foundation.testkit;

    opens io.elixirscope.foundation.testkit to
            org.junit.platform.commons;
}
