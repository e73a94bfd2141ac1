package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.SchemaNode.Mapping;
import io.elixirscope.foundation.config.SchemaNode.Section;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what a path into a map means. Pure.
///
/// A key in double quotes is what stands between them. Any other ends at the first dot behind which the rest is
/// a path of the map's elements: in a map of numbers `limits.api.calls` has the key `api.calls`, in a map of
/// records with a setting `rate` the path `limits.api.calls.rate` has it too.
final class MapPaths {
    private MapPaths() {}

    /// What is at a path below a map; null when nothing can be there.
    static @Nullable SchemaNode find(Mapping mapping, String rest) {
        int quoted = ConfigPath.quotedLength(rest);
        if (quoted > 0) {
            boolean ends = quoted == rest.length();
            boolean goesOn = !ends && rest.charAt(quoted) == '.';
            return ends || goesOn ? split(mapping, rest, quoted) : null;
        }
        for (int dot = rest.indexOf('.'); dot > 0; dot = rest.indexOf('.', dot + 1)) {
            var found = split(mapping, rest, dot);
            if (found != null) {
                return found;
            }
        }
        return split(mapping, rest, rest.length());
    }

    private static @Nullable SchemaNode split(Mapping mapping, String rest, int end) {
        var key = ConfigPath.key(rest.substring(0, end));
        if (key.isBlank() || key.chars().anyMatch(Character::isISOControl)) {
            return null;
        }
        var element = mapping.element(key);
        return end == rest.length() ? element : descend(element, rest.substring(end + 1));
    }

    private static @Nullable SchemaNode descend(SchemaNode node, String rest) {
        return switch (node) {
            case Setting _ -> null;
            case Mapping mapping -> find(mapping, rest);
            case Section section -> {
                for (var member : section.members()) {
                    var key = ConfigPath.below(member.path(), section.path());
                    if (rest.equals(key)) {
                        yield member;
                    }
                    if (ConfigPath.within(rest, key)) {
                        yield descend(member, ConfigPath.below(rest, key));
                    }
                }
                yield null;
            }
        };
    }

    /// The paths of the settings of each element that a wrong path below the map may have meant.
    static List<String> near(Mapping mapping, String rest) {
        var paths = new ArrayList<String>();
        int quoted = ConfigPath.quotedLength(rest);
        for (int end = Math.max(1, quoted); end < rest.length(); end++) {
            if (rest.charAt(end) == '.') {
                paths.addAll(settings(mapping.element(ConfigPath.key(rest.substring(0, end)))));
            }
        }
        return paths;
    }

    /// The paths of all settings at or below a node, of those in maps of maps none.
    static List<String> settings(SchemaNode node) {
        var paths = new ArrayList<String>();
        switch (node) {
            case Setting setting -> paths.add(setting.path());
            case Section section -> section.members().forEach(member -> paths.addAll(settings(member)));
            case Mapping _ -> {}
        }
        return paths;
    }
}
