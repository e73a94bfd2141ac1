package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.Layer.Given;
import io.elixirscope.foundation.config.SchemaNode.Presence;
import io.elixirscope.foundation.config.SchemaNode.Section;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the records of a schema from raw values, and collects every problem on the way. Used once, by one
/// thread; no I/O.
final class ConfigBinder {
    private final ConfigSchema schema;
    private final Map<String, Given> given;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Map<String, Value> effective = new LinkedHashMap<>();
    private final Map<String, Object> bound = new LinkedHashMap<>();

    ConfigBinder(ConfigSchema schema, Map<String, Given> given) {
        this.schema = schema;
        this.given = given;
    }

    Validation bind() {
        schema.roots().forEach(this::section);
        return problems.isEmpty() ? new Validation.Valid(effective, bound) : new Validation.Invalid(problems);
    }

    private @Nullable Object section(Section section) {
        var members = new ArrayList<@Nullable Object>();
        for (var member : section.members()) {
            members.add(
                    switch (member) {
                        case Setting setting -> setting(setting);
                        case Section inner -> section(inner);
                    });
        }
        if (members.contains(null)) {
            PartialRecord.rules(section, members).forEach(rule -> broken(section, rule));
            return null;
        }
        return construct(section, members);
    }

    private @Nullable Object setting(Setting setting) {
        var found = given.get(setting.path());
        if (found == null) {
            return absent(setting);
        }
        return switch (setting.type().read(found.raw())) {
            case Conversion.Converted(var value) -> {
                effective.put(setting.path(), setting.type().write(value));
                yield keep(setting, value);
            }
            case Conversion.Refused(var type, var rule) -> {
                var message = setting.path() + " " + ConfigValidator.rejected(setting, found.raw(), rule);
                problems.add(new ConfigProblem(type, setting.path(), message, at(setting)));
                yield null;
            }
        };
    }

    private Object keep(Setting setting, Object value) {
        var member = setting.presence() == Presence.OPTIONAL ? Optional.of(value) : value;
        bound.put(setting.path(), member);
        return member;
    }

    private @Nullable Object absent(Setting setting) {
        if (setting.presence() == Presence.REQUIRED) {
            problems.add(new ConfigProblem(
                    FoundationErrorType.MISSING_REQUIRED_FIELD,
                    setting.path(),
                    setting.path() + " is required, " + setting.type().says(),
                    null));
            return null;
        }
        effective.put(setting.path(), Value.ofNull());
        bound.put(setting.path(), Optional.empty());
        return Optional.empty();
    }

    private @Nullable Object construct(Section section, List<@Nullable Object> members) {
        try {
            var made = section.constructor().invokeWithArguments(members);
            bound.put(section.path(), made);
            if (made instanceof Checked checked) {
                checked.violations().forEach(rule -> broken(section, rule));
            }
            return made;
        } catch (RuntimeException e) {
            broken(
                    section,
                    e instanceof IllegalArgumentException && e.getMessage() != null ? e.getMessage() : e.toString());
            return null;
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "the constructor of " + section.type().getName() + " threw", e);
        }
    }

    /// A sentence that begins with a component's name is about that component, any other about the whole
    /// record.
    private void broken(Section section, String rule) {
        var text = hideSecrets(section, rule);
        var about = section.members().stream()
                .filter(member -> text.startsWith(member.component() + " "))
                .findFirst();
        if (about.isPresent()) {
            var member = about.get();
            boolean range = member instanceof Setting setting && setting.type().numeric();
            var message = member.path() + text.substring(member.component().length());
            problem(
                    range ? FoundationErrorType.RANGE_ERROR : FoundationErrorType.CONSTRAINT_VIOLATION,
                    member,
                    message);
        } else {
            var message = section.path().isEmpty() ? text : section.path() + ": " + text;
            problem(FoundationErrorType.CONSTRAINT_VIOLATION, section, message);
        }
    }

    private void problem(FoundationErrorType type, SchemaNode node, String message) {
        problems.add(
                new ConfigProblem(type, node.path(), message, node instanceof Setting setting ? at(setting) : null));
    }

    /// The rule without the values of secrets; where it shows a part of one, only that a rule is broken.
    private String hideSecrets(Section section, String rule) {
        var text = rule;
        for (var setting : schema.settings()) {
            var secret = given.get(setting.path());
            if (setting.secret() && secret != null && ConfigPath.within(setting.path(), section.path())) {
                var value = RawValue.text(secret.raw());
                text = Masking.without(text, value);
                text = Masking.showsPart(text, value) ? "a rule is broken that shows a secret" : text;
            }
        }
        return text;
    }

    private @Nullable SourceExcerpt at(Setting setting) {
        var found = given.get(setting.path());
        var at = found == null ? null : found.at();
        return at == null || !setting.secret() ? at : Masking.fromColumn(at);
    }
}
