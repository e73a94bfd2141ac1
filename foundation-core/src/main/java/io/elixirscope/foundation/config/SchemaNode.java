package io.elixirscope.foundation.config;

import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One component of a settings record: a setting, or a record of settings.
sealed interface SchemaNode {
    String path();

    /// The name of the record component, empty for a root.
    String component();

    /// A single value. `defaultText` is null where none is declared.
    record Setting(
            String path,
            String component,
            SettingType type,
            Presence presence,
            @Nullable String defaultText,
            Change change,
            Visibility visibility)
            implements SchemaNode {
        boolean secret() {
            return visibility == Visibility.SECRET;
        }

        boolean updatable() {
            return change == Change.AT_RUN_TIME && !secret();
        }
    }

    /// A record. Its constructor takes the values of the members in their order.
    record Section(String path, String component, Class<?> type, MethodHandle constructor, List<SchemaNode> members)
            implements SchemaNode {}

    /// Whether a setting must have a value.
    enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /// When a setting may change.
    enum Change {
        AT_START,
        AT_RUN_TIME
    }

    /// Who may see a setting's value.
    enum Visibility {
        PLAIN,
        SECRET
    }
}
