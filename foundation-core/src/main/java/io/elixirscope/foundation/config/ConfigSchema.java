package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.SchemaNode.Section;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import java.lang.invoke.MethodHandles;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What settings there are, read once from a record class: the application's record at the root, and the
/// Foundation's own as the section `foundation` unless it is the root itself. Immutable.
final class ConfigSchema {
    static final String FOUNDATION = "foundation";

    private final List<Section> roots;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, Section> sections = new LinkedHashMap<>();

    private ConfigSchema(List<Section> roots) {
        this.roots = roots;
        roots.forEach(this::index);
    }

    /// Reads the schema of a record class.
    ///
    /// @param lookup access to the class where its package is neither exported nor opened; null: none
    /// @throws IllegalArgumentException when the class or one of its components cannot be a setting, with the
    ///     rule
    static ConfigSchema of(Class<?> type, MethodHandles.@Nullable Lookup lookup) {
        var root = new SchemaReader(lookup).section("", "", type);
        if (type == FoundationConfig.class) {
            return new ConfigSchema(List.of(root));
        }
        var own = new SchemaReader(null).section(FOUNDATION, FOUNDATION, FoundationConfig.class);
        var schema = new ConfigSchema(List.of(root));
        if (schema.sections.containsKey(FOUNDATION) || schema.settings.containsKey(FOUNDATION)) {
            throw new IllegalArgumentException(type.getName() + " must not have the key " + FOUNDATION
                    + ": the section of that name holds the Foundation's own settings");
        }
        return new ConfigSchema(List.of(root, own));
    }

    private void index(SchemaNode node) {
        switch (node) {
            case Setting setting -> {
                settings.put(setting.path(), setting);
            }
            case Section section -> {
                sections.put(section.path(), section);
                section.members().forEach(this::index);
            }
        }
    }

    /// The application's record, then the Foundation's where that is another.
    List<Section> roots() {
        return roots;
    }

    /// The path of the Foundation's own settings: empty where they are the root.
    String foundationPath() {
        return roots.size() == 1 ? "" : FOUNDATION;
    }

    Collection<Setting> settings() {
        return Collections.unmodifiableCollection(settings.values());
    }

    Collection<String> settingPaths() {
        return Collections.unmodifiableSet(settings.keySet());
    }

    @Nullable
    Setting setting(String path) {
        return settings.get(path);
    }

    @Nullable
    Section section(String path) {
        return sections.get(path);
    }
}
