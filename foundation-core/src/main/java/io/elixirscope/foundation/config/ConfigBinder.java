package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.Layer.Given;
import io.elixirscope.foundation.config.SchemaNode.Mapping;
import io.elixirscope.foundation.config.SchemaNode.Presence;
import io.elixirscope.foundation.config.SchemaNode.Section;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the records of a schema from raw values, and collects every problem on the way. Used once, by one
/// thread; no I/O.
final class ConfigBinder {
    private final ConfigSchema schema;
    private final Map<String, Given> given;
    private final Set<String> unknown;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Map<String, Value> effective = new LinkedHashMap<>();
    private final Map<String, Object> bound = new LinkedHashMap<>();

    /// @param unknown settings whose values are not known: no problem, but nothing is made of them
    ConfigBinder(ConfigSchema schema, Map<String, Given> given, Set<String> unknown) {
        this.schema = schema;
        this.given = given;
        this.unknown = unknown;
    }

    Validation bind() {
        schema.roots().forEach(this::section);
        return problems.isEmpty() ? new Validation.Valid(effective, bound) : new Validation.Invalid(problems);
    }

    /// The value of a component; null after a problem.
    private @Nullable Object node(SchemaNode node) {
        return switch (node) {
            case Setting setting -> setting(setting);
            case Mapping mapping -> mapping(mapping);
            case Section section when section.presence() == Presence.REQUIRED -> section(section);
            case Section section -> optional(section);
        };
    }

    private @Nullable Object section(Section section) {
        var members = new ArrayList<@Nullable Object>();
        section.members().forEach(member -> members.add(node(member)));
        if (members.contains(null)) {
            PartialRecord.rules(section, members).forEach(rule -> broken(section, rule));
            return null;
        }
        return construct(section, members.toArray());
    }

    /// Absent as long as nothing but a default is given below it.
    private @Nullable Object optional(Section section) {
        boolean asked = given.entrySet().stream()
                .anyMatch(entry -> ConfigPath.within(entry.getKey(), section.path())
                        && !entry.getValue().layer().equals(Layers.DEFAULT));
        if (!asked) {
            return keep(section.path(), Optional.empty());
        }
        var made = section(section);
        return made == null ? null : Optional.of(made);
    }

    private @Nullable Object mapping(Mapping mapping) {
        var keys = keys(mapping);
        if (keys.isEmpty() && !given.containsKey(mapping.path()) && mapping.defaultText() == null) {
            problem(
                    FoundationErrorType.MISSING_REQUIRED_FIELD,
                    mapping.path(),
                    mapping.path() + " is required, a map of " + RecordValue.says(mapping.template()),
                    null);
            return null;
        }
        var map = new LinkedHashMap<String, Object>();
        for (var key : keys) {
            var value = node(mapping.element(key));
            if (value != null) {
                map.put(key, value);
            }
        }
        return map.size() == keys.size() ? keep(mapping.path(), Collections.unmodifiableMap(map)) : null;
    }

    private Set<String> keys(Mapping mapping) {
        var keys = new LinkedHashSet<String>();
        for (var path : given.keySet()) {
            if (ConfigPath.within(path, mapping.path()) && !path.equals(mapping.path())) {
                keys.add(ConfigPath.key(ConfigPath.firstPart(ConfigPath.below(path, mapping.path()))));
            }
        }
        return keys;
    }

    private Object keep(String path, Object value) {
        bound.put(path, value);
        return value;
    }

    private @Nullable Object setting(Setting setting) {
        if (unknown.contains(setting.path())) {
            return null;
        }
        var text = setting.defaultText();
        var below = text == null ? null : new Given(Value.of(text), Layers.DEFAULT, null);
        var found = given.getOrDefault(setting.path(), below);
        if (found == null) {
            return absent(setting);
        }
        var read = schema.read(setting, found);
        if (read instanceof Conversion.Converted(var value)) {
            effective.put(setting.path(), setting.type().write(value));
            return keep(setting.path(), setting.presence() == Presence.OPTIONAL ? Optional.of(value) : value);
        }
        problems.addAll(ConfigValidator.problems(setting, found, read));
        return null;
    }

    private @Nullable Object absent(Setting setting) {
        if (setting.presence() == Presence.REQUIRED) {
            problem(
                    FoundationErrorType.MISSING_REQUIRED_FIELD,
                    setting.path(),
                    setting.path() + " is required, " + setting.type().says(),
                    null);
            return null;
        }
        effective.put(setting.path(), Value.ofNull());
        return keep(setting.path(), Optional.empty());
    }

    private @Nullable Object construct(Section section, Object[] members) {
        try {
            var made = section.shape().make(members);
            bound.put(section.path(), section.presence() == Presence.OPTIONAL ? Optional.of(made) : made);
            if (made instanceof Checked checked) {
                checked.violations().forEach(rule -> broken(section, rule));
            }
            return made;
        } catch (IllegalArgumentException e) {
            broken(section, Thrown.message(e));
        } catch (RuntimeException | StackOverflowError e) {
            broken(section, name(section) + " threw " + Thrown.message(e));
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            broken(section, name(section) + " threw " + Thrown.message(e));
        }
        return null;
    }

    private static String name(Section section) {
        return "the record " + section.shape().type().getSimpleName();
    }

    /// A sentence that begins with a component's name is about that component, any other about the whole
    /// record.
    private void broken(Section section, @Nullable String rule) {
        var text = hideSecrets(section, rule == null ? name(section) + " has a rule without words" : rule);
        var about = section.members().stream()
                .filter(member -> text.startsWith(member.component() + " "))
                .findFirst();
        if (about.isPresent()) {
            var member = about.get();
            boolean range = member instanceof Setting setting && setting.type().numeric();
            var message = member.path() + text.substring(member.component().length());
            problem(
                    range ? FoundationErrorType.RANGE_ERROR : FoundationErrorType.CONSTRAINT_VIOLATION,
                    member.path(),
                    message,
                    at(member));
        } else {
            var message = section.path().isEmpty() ? text : section.path() + ": " + text;
            problem(FoundationErrorType.CONSTRAINT_VIOLATION, section.path(), message, at(section));
        }
    }

    private void problem(ErrorType type, String path, String message, @Nullable SourceExcerpt at) {
        problems.add(new ConfigProblem(type, path, message, at));
    }

    /// The rule without the values of secrets; where it shows a part of one, only that a rule is broken.
    private String hideSecrets(Section section, String rule) {
        var text = rule;
        for (var path : given.keySet()) {
            var secret = given.get(path);
            if (secret != null && ConfigPath.within(path, section.path()) && schema.secret(path)) {
                var value = RawValue.text(secret.raw());
                text = Masking.without(text, value);
                text = Masking.showsPart(text, value) ? "a rule is broken that shows a secret" : text;
            }
        }
        return text;
    }

    /// The place of a setting; of a record or map that of the first setting which a source gives in it.
    private @Nullable SourceExcerpt at(SchemaNode node) {
        if (node instanceof Setting setting) {
            var found = given.get(setting.path());
            return found == null ? null : masked(setting.secret(), found.at());
        }
        return given.entrySet().stream()
                .filter(entry -> ConfigPath.within(entry.getKey(), node.path()))
                .filter(entry -> entry.getValue().at() != null)
                .findFirst()
                .map(entry ->
                        masked(schema.secret(entry.getKey()), entry.getValue().at()))
                .orElse(null);
    }

    private static @Nullable SourceExcerpt masked(boolean secret, @Nullable SourceExcerpt at) {
        return at == null || !secret ? at : Masking.fromColumn(at);
    }
}
