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

    /// A key of a map as a part of a path: as it is, or in double quotes where it has other characters than
    /// letters, digits, `_` and `-`.
    static String part(String key) {
        boolean plain = !key.isEmpty() && key.chars().allMatch(ConfigPath::isPlain);
        return plain ? key : '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean isPlain(int c) {
        return c == '-' || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /// How long the part in double quotes is that a path begins with, both quotes counted; 0 where it begins
    /// with none.
    static int quotedLength(String path) {
        if (!path.startsWith("\"")) {
            return 0;
        }
        int at = 1;
        while (at < path.length() && path.charAt(at) != '"') {
            at += path.charAt(at) == '\\' ? 2 : 1;
        }
        return at < path.length() ? at + 1 : 0;
    }

    /// The key that a part stands for.
    static String key(String part) {
        return quotedLength(part) == part.length() && !part.isEmpty()
                ? part.substring(1, part.length() - 1).replaceAll("\\\\(.)", "$1")
                : part;
    }

    /// The first part of a path: up to the first dot outside quotes.
    static String firstPart(String path) {
        int from = quotedLength(path);
        int dot = path.indexOf('.', from);
        return dot < 0 ? path : path.substring(0, dot);
    }

    /// The path below an ancestor; the whole path below the empty one.
    static String below(String path, String ancestor) {
        return ancestor.isEmpty() ? path : path.substring(Math.min(path.length(), ancestor.length() + 1));
    }

    /// Whether `path` is `ancestor` or lies below it; everything lies below the empty path.
    static boolean within(String path, String ancestor) {
        return ancestor.isEmpty() || path.equals(ancestor) || isBelow(path, ancestor);
    }

    /// Without making a text: this is asked of many paths.
    private static boolean isBelow(String path, String ancestor) {
        int length = ancestor.length();
        return path.length() > length && path.charAt(length) == '.' && path.startsWith(ancestor);
    }

    static String environmentName(String prefix, String path) {
        return prefix + "_" + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
