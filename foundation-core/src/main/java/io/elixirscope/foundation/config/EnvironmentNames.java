package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.SchemaNode.Mapping;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which path an environment variable stands for. Immutable, pure.
///
/// Dots and hyphens are `_`, so a key of a map is read back in kebab-case: `APP_LIMITS_API_CALLS` is
/// `limits.api-calls`. A map with other keys is written whole: `APP_LIMITS="api_calls=5, api.reads=7"`. Items of
/// a list of records have their number: `APP_SERVERS_0_PORT`.
final class EnvironmentNames {
    private static final Pattern ITEM = Pattern.compile("(\\d{1,9})_(.+)");

    private final Map<String, String> paths = new LinkedHashMap<>();
    private final Map<String, Mapping> mappings = new LinkedHashMap<>();
    private final Map<String, Setting> lists = new LinkedHashMap<>();

    /// @throws IllegalArgumentException when two settings would have the same variable
    EnvironmentNames(String prefix, ConfigSchema schema) {
        schema.settings().forEach(setting -> add(ConfigPath.environmentName(prefix, setting.path()), setting));
        for (var mapping : schema.mappings()) {
            var name = ConfigPath.environmentName(prefix, mapping.path());
            add(name, mapping.path());
            mappings.put(name + "_", mapping);
        }
    }

    private void add(String name, Setting setting) {
        add(name, setting.path());
        if (setting.type().items() != null) {
            lists.put(name + "_", setting);
        }
    }

    private void add(String name, String path) {
        var other = paths.put(name, path);
        if (other != null) {
            throw new IllegalArgumentException(other + " and " + path + " have the same environment variable " + name);
        }
    }

    Collection<String> known() {
        return Collections.unmodifiableSet(paths.keySet());
    }

    /// The path of a variable, empty when it stands for none.
    Optional<String> path(String name) {
        return Optional.ofNullable(paths.get(name)).or(() -> inMap(name)).or(() -> inList(name));
    }

    private Optional<String> inMap(String name) {
        return mappings.entrySet().stream()
                .filter(mapping -> name.length() > mapping.getKey().length() && name.startsWith(mapping.getKey()))
                .findFirst()
                .flatMap(mapping -> below(
                        mapping.getValue(), name.substring(mapping.getKey().length())));
    }

    /// The longest ending that is a setting of the elements; what stands before it is the key.
    private static Optional<String> below(Mapping mapping, String rest) {
        var element = mapping.template();
        if (element instanceof Setting) {
            return Optional.of(ConfigPath.join(mapping.path(), kebab(rest)));
        }
        return MapPaths.settings(element).stream()
                .filter(path -> rest.endsWith(upper(path))
                        && rest.length() > upper(path).length())
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .map(path -> ConfigPath.join(
                        mapping.path(),
                        kebab(rest.substring(0, rest.length() - upper(path).length())) + "." + path));
    }

    private static String upper(String path) {
        return ConfigPath.environmentName("", path);
    }

    private static String kebab(String rest) {
        return rest.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Optional<String> inList(String name) {
        return lists.entrySet().stream()
                .filter(list -> name.startsWith(list.getKey()))
                .findFirst()
                .flatMap(list ->
                        item(list.getValue(), name.substring(list.getKey().length())));
    }

    private static Optional<String> item(Setting list, String rest) {
        var matcher = ITEM.matcher(rest);
        var records = list.type().items();
        if (records == null || !matcher.matches()) {
            return Optional.empty();
        }
        var names = new EnvironmentNames("", records.schema());
        return names.path("_" + matcher.group(2)).map(path -> list.path() + "[" + matcher.group(1) + "]." + path);
    }
}
