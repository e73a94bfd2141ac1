package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One component of a settings record: a setting, a record of settings, or a map of either.
sealed interface SchemaNode {
    String path();

    /// The name of the record component, empty for a root.
    String component();

    /// What it is, for people; empty where nothing is declared.
    String description();

    /// The same node at another path, those below it with it.
    ///
    /// @param path where this node is to be
    SchemaNode at(String path);

    /// A single value. `defaultText` is null where none is declared.
    record Setting(
            String path,
            String component,
            String description,
            SettingType type,
            Presence presence,
            @Nullable String defaultText,
            Access access)
            implements SchemaNode {
        boolean secret() {
            return access.secret();
        }

        /// Whether it may change while the program runs; for a secret that takes a store too.
        boolean updatable() {
            return access.atRunTime();
        }

        /// The default in canonical form, empty where there is none.
        Optional<Value> defaultValue() {
            return defaultText != null && type.read(Value.of(defaultText)) instanceof Conversion.Converted(var value)
                    ? Optional.of(type.write(value))
                    : Optional.empty();
        }

        @Override
        public Setting at(String moved) {
            return new Setting(moved, component, description, type, presence, defaultText, access);
        }
    }

    /// A record. An optional one is absent as long as no source gives any setting below it.
    record Section(
            String path,
            String component,
            String description,
            RecordShape shape,
            Presence presence,
            List<SchemaNode> members)
            implements SchemaNode {
        public Section {
            members = List.copyOf(members);
        }

        @Override
        public Section at(String moved) {
            return new Section(moved, component, description, shape, presence, moved(moved));
        }

        private List<SchemaNode> moved(String to) {
            return members.stream()
                    .map(member -> member.at(ConfigPath.join(to, ConfigPath.below(member.path(), path))))
                    .toList();
        }
    }

    /// A map from keys of the sources' own to what the template is, each at the map's path and its key.
    ///
    /// @param template what stands behind a key, at the empty path
    /// @param defaultText `key = value` pairs separated by commas, null where none is declared: then some source
    ///     must give the map
    record Mapping(
            String path,
            String component,
            String description,
            SchemaNode template,
            @Nullable String defaultText) implements SchemaNode {
        /// What stands behind a key.
        SchemaNode element(String key) {
            return template.at(ConfigPath.join(path, ConfigPath.part(key)));
        }

        @Override
        public Mapping at(String moved) {
            return new Mapping(moved, component, description, template, defaultText);
        }
    }

    /// Whether there must be a value.
    enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /// When a setting may change, and whether its value is for the application only.
    enum Access {
        AT_START,
        AT_RUN_TIME,
        SECRET_AT_START,
        SECRET_AT_RUN_TIME;

        boolean secret() {
            return this == SECRET_AT_START || this == SECRET_AT_RUN_TIME;
        }

        boolean atRunTime() {
            return this == AT_RUN_TIME || this == SECRET_AT_RUN_TIME;
        }

        Access madeSecret() {
            return atRunTime() ? SECRET_AT_RUN_TIME : SECRET_AT_START;
        }

        Access madeUpdatable() {
            return secret() ? SECRET_AT_RUN_TIME : AT_RUN_TIME;
        }
    }
}
