package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.SchemaNode.Mapping;
import io.elixirscope.foundation.config.SchemaNode.Section;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import io.elixirscope.foundation.value.Value;
import java.lang.invoke.MethodHandles;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What settings there are, read once from a record class: the application's record at the root, and the
/// Foundation's own as the section `foundation` unless it is the root itself. Immutable, thread-safe.
///
/// Made by [#of(Class)], or by a builder that knows converters and has access to records of modules:
/// [ConfigBuilder#schema()].
public final class ConfigSchema {
    static final String FOUNDATION = "foundation";

    /// A format of sample files.
    public enum Format {
        /// YAML 1.2.
        YAML,
        /// TOML 1.0.
        TOML,
        /// Java properties.
        PROPERTIES
    }

    private final List<Section> roots;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final Map<String, Mapping> mappings = new LinkedHashMap<>();
    private final Map<String, Conversion> defaults = new HashMap<>();

    private final @Nullable String secretStore;

    private ConfigSchema(List<Section> roots, @Nullable String secretStore) {
        this.roots = roots;
        this.secretStore = secretStore;
        roots.forEach(this::index);
    }

    /// Reads the schema of a record class in a package that is exported or opened.
    ///
    /// @param type an application's settings; [FoundationConfig] for the library's own alone
    /// @return the schema
    /// @throws IllegalArgumentException when the class or one of its components cannot be a setting, with the
    ///     rule, or the `opens` line its module needs
    public static ConfigSchema of(Class<?> type) {
        return of(type, null);
    }

    /// The schema of configuration files as [JSON Schema 2020-12](https://json-schema.org/draft/2020-12/schema), for
    /// editors and validators: types, defaults, required settings, enums, ranges of numbers, descriptions.
    ///
    /// A secret is `writeOnly` and shows no default; what may change at run time has `x-updatable`. A text with
    /// `${` passes everywhere. It describes files with nested keys: `server.port` as one key is read by the library
    /// and refused by the schema. Rules of records ([Checked]) are code and no part of it.
    ///
    /// @return a map; [io.elixirscope.foundation.value.JsonText] writes it
    public Value jsonSchema() {
        return JsonSchemaLogic.document(roots);
    }

    /// A file that shows every setting in a comment, with what it is, what may stand there and its default. As it
    /// is it sets nothing.
    ///
    /// @param format the format of the file
    /// @return the text, lines ended by `\n`
    public String sample(Format format) {
        return new SampleText(format).of(roots);
    }

    /// The schema that has no setting: where the record is not known.
    static ConfigSchema none() {
        return new ConfigSchema(List.of(), null);
    }

    /// Reads the schema of a record class.
    ///
    /// @param lookup access to the class where its package is neither exported nor opened; null: none
    /// @throws IllegalArgumentException when the class or one of its components cannot be a setting, with the
    ///     rule
    static ConfigSchema of(Class<?> type, MethodHandles.@Nullable Lookup lookup) {
        return of(type, lookup, Converters.NONE);
    }

    static ConfigSchema of(Class<?> type, MethodHandles.@Nullable Lookup lookup, Converters converters) {
        var root = new SchemaReader(lookup, converters).section("", "", type);
        if (type == FoundationConfig.class) {
            return checked(type, List.of(root));
        }
        var own = new SchemaReader(null, Converters.NONE).section(FOUNDATION, FOUNDATION, FoundationConfig.class);
        if (root.members().stream().anyMatch(member -> member.path().equals(FOUNDATION))) {
            throw new IllegalArgumentException(type.getName() + " must not have the key " + FOUNDATION
                    + ": the section of that name holds the Foundation's own settings");
        }
        return checked(type, List.of(root, own));
    }

    /// The schema of a record alone.
    static ConfigSchema within(Section root) {
        return checked(root.shape().type(), List.of(root));
    }

    /// With the defaults of its maps tried, which only a whole schema can read.
    private static ConfigSchema checked(Class<?> type, List<Section> roots) {
        var schema = new ConfigSchema(roots, null);
        var defaults = Layers.defaults(schema);
        for (var mapping : schema.mappings.values()) {
            defaults.problems().stream()
                    .map(ConfigProblem::message)
                    .filter(message -> message.startsWith(mapping.path()))
                    .findFirst()
                    .or(() -> schema.refusedDefault(mapping, defaults))
                    .ifPresent(rule -> {
                        throw new IllegalArgumentException(type.getName() + ": component " + mapping.component()
                                + " has @Default(\"" + mapping.defaultText() + "\"), in which " + rule);
                    });
        }
        return schema;
    }

    private Optional<String> refusedDefault(Mapping mapping, Layer defaults) {
        return defaults.settings().entrySet().stream()
                .filter(given -> ConfigPath.within(given.getKey(), mapping.path()))
                .filter(given ->
                        refuses(setting(given.getKey()), given.getValue().raw()))
                .map(given -> given.getKey() + " is \""
                        + RawValue.text(given.getValue().raw()) + "\"")
                .findFirst();
    }

    private static boolean refuses(@Nullable Setting setting, Value raw) {
        return setting != null && !(setting.type().read(raw) instanceof Conversion.Converted);
    }

    /// The same settings, with a store for secrets that are set at run time.
    ConfigSchema keepingSecretsIn(String store) {
        return new ConfigSchema(roots, store);
    }

    /// The name of the store of secrets set at run time; null: there is none.
    @Nullable
    String secretStore() {
        return secretStore;
    }

    /// Whether a change set may give the setting a value.
    boolean settable(Setting setting) {
        return setting.updatable() && (!setting.secret() || secretStore != null);
    }

    private void index(SchemaNode node) {
        switch (node) {
            case Setting setting -> {
                settings.put(setting.path(), setting);
                if (setting.defaultText() != null) {
                    defaults.put(setting.path(), setting.type().read(Value.of(setting.defaultText())));
                }
            }
            case Mapping mapping -> mappings.put(mapping.path(), mapping);
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

    /// Every setting that has a path of its own; those of maps are none.
    Collection<Setting> settings() {
        return Collections.unmodifiableCollection(settings.values());
    }

    Collection<String> settingPaths() {
        return Collections.unmodifiableSet(settings.keySet());
    }

    Collection<Mapping> mappings() {
        return Collections.unmodifiableCollection(mappings.values());
    }

    /// Whether any setting is one, those of maps and of lists among them.
    boolean hasSecrets() {
        return settings.values().stream().anyMatch(Setting::secret)
                || mappings.values().stream().anyMatch(mapping -> hasSecrets(mapping.template()));
    }

    private static boolean hasSecrets(SchemaNode node) {
        return switch (node) {
            case Setting setting -> setting.secret();
            case Section section -> section.members().stream().anyMatch(ConfigSchema::hasSecrets);
            case Mapping mapping -> hasSecrets(mapping.template());
        };
    }

    /// The setting at a path; one of a map has the path in canonical form, whatever the form asked with.
    @Nullable
    Setting setting(String path) {
        var fixed = settings.get(path);
        return fixed != null ? fixed : node(path) instanceof Setting found ? found : null;
    }

    /// What reading a given value as a setting comes to; a declared default was read when the schema was.
    Conversion read(Setting setting, Layer.Given given) {
        boolean declared = given.at() == null && given.layer().equals(Layers.DEFAULT);
        var known = declared ? defaults.get(setting.path()) : null;
        return known != null ? known : setting.type().read(given.raw());
    }

    /// Whether the value at a path is for the application only.
    boolean secret(String path) {
        var setting = setting(path);
        return setting != null && setting.secret();
    }

    /// The section at a path, one of a map too.
    @Nullable
    Section section(String path) {
        return node(path) instanceof Section found ? found : null;
    }

    /// The map at a path, one within a map too.
    @Nullable
    Mapping mapping(String path) {
        return node(path) instanceof Mapping found ? found : null;
    }

    /// What is at a path, null when there is nothing.
    @Nullable
    SchemaNode node(String path) {
        SchemaNode fixed = settings.get(path);
        fixed = fixed == null ? sections.get(path) : fixed;
        fixed = fixed == null ? mappings.get(path) : fixed;
        if (fixed != null || mappings.isEmpty()) {
            return fixed;
        }
        var mapping = mappingAbove(path);
        return mapping == null ? null : MapPaths.find(mapping, ConfigPath.below(path, mapping.path()));
    }

    private @Nullable Mapping mappingAbove(String path) {
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            var mapping = mappings.get(path.substring(0, dot));
            if (mapping != null) {
                return mapping;
            }
        }
        return null;
    }

    /// Paths that a wrong one may have been meant as.
    Collection<String> near(String path) {
        var mapping = mappingAbove(path);
        return mapping == null ? settingPaths() : MapPaths.near(mapping, ConfigPath.below(path, mapping.path()));
    }
}
