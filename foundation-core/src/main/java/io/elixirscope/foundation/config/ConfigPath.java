package io.elixirscope.foundation.config;

import java.util.Locale;

/// Spellings of a setting's path: `orders.batch-size` from the component `batchSize`, `APP_ORDERS_BATCH_SIZE`
/// in an environment. Pure.
final class ConfigPath {
    private ConfigPath() {}

    /// The kebab-case key of a component name: `maxHTTPSize` → `max-http-size`.
    static String kebab(String component) {
        var key = new StringBuilder();
        for (int i = 0; i < component.length(); i++) {
            char c = component.charAt(i);
            boolean upper = Character.isUpperCase(c);
            if (c == '_' || (upper && startsWord(component, i))) {
                hyphen(key);
            }
            if (c != '_') {
                key.append(Character.toLowerCase(c));
            }
        }
        return key.toString();
    }

    private static boolean startsWord(String name, int i) {
        boolean afterLower = i > 0 && !Character.isUpperCase(name.charAt(i - 1));
        boolean beforeLower = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
        return afterLower || beforeLower;
    }

    private static void hyphen(StringBuilder key) {
        if (!key.isEmpty() && key.charAt(key.length() - 1) != '-') {
            key.append('-');
        }
    }

    static boolean isKey(String key) {
        boolean letters = key.chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
        return letters && !key.isEmpty() && key.charAt(0) >= 'a' && !key.endsWith("-");
    }

    static String join(String prefix, String key) {
        return prefix.isEmpty() || key.isEmpty() ? prefix + key : prefix + "." + key;
    }

    /// Whether `path` is `ancestor` or lies below it; everything lies below the empty path.
    static boolean within(String path, String ancestor) {
        return ancestor.isEmpty() || path.equals(ancestor) || path.startsWith(ancestor + ".");
    }

    static String environmentName(String prefix, String path) {
        return prefix + "_" + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
