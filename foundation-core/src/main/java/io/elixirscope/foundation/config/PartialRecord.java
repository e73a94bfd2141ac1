package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.SchemaNode.Presence;
import io.elixirscope.foundation.config.SchemaNode.Section;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import io.elixirscope.foundation.value.Value;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A record of settings some of whose values could not be read. So that the problems of the others are told at once,
/// it is made with substitutes, and of the rules that it breaks those are kept that are surely about the others. Pure,
/// as far as the record's own code is.
final class PartialRecord {
    private PartialRecord() {}

    /// The broken rules that have nothing to do with a substitute.
    ///
    /// @param members the values in the order of the section's members, null where one could not be read
    static List<String> rules(Section section, List<@Nullable Object> members) {
        var arguments = new ArrayList<@Nullable Object>(members);
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) == null) {
                var type = section.shape().component(i);
                arguments.set(i, substitute(section.members().get(i), type));
            }
        }
        return broken(section, arguments).stream()
                .filter(rule -> isAboutTheOthers(rule, section, members))
                .toList();
    }

    private static @Nullable Object substitute(SchemaNode member, Class<?> type) {
        if (member instanceof Setting setting) {
            var text = setting.defaultText();
            if (text != null && setting.type().read(Value.of(text)) instanceof Conversion.Converted(var value)) {
                return value;
            }
            if (setting.presence() == Presence.OPTIONAL) {
                return Optional.empty();
            }
        }
        if (member instanceof SchemaNode.Mapping) {
            return Map.of();
        }
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    /// What the record says of itself; nothing where it cannot do with a substitute.
    private static List<String> broken(Section section, List<@Nullable Object> arguments) {
        try {
            return section.shape().make(arguments.toArray()) instanceof Checked checked
                    ? List.copyOf(checked.violations())
                    : List.of();
        } catch (IllegalArgumentException refused) {
            return List.of(Thrown.message(refused));
        } catch (StackOverflowError _) {
            return List.of();
        } catch (Error bug) {
            throw bug;
        } catch (Throwable _) {
            return List.of();
        }
    }

    private static boolean isAboutTheOthers(String rule, Section section, List<@Nullable Object> members) {
        boolean named = false;
        for (int i = 0; i < members.size(); i++) {
            var component = section.members().get(i).component();
            if (members.get(i) != null) {
                named |= rule.startsWith(component + " ");
            } else if (Pattern.compile("\\b" + Pattern.quote(component) + "\\b")
                    .matcher(rule)
                    .find()) {
                return false;
            }
        }
        return named;
    }
}
