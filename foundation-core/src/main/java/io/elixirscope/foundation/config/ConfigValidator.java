package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.Layer.Given;
import io.elixirscope.foundation.config.SchemaNode.Setting;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.error.Suggestion;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks of configurations and of change sets. Pure; every check returns all problems.
final class ConfigValidator {
    private static final int LONGEST_SHOWN = 100;

    private ConfigValidator() {}

    /// Checks a whole configuration: types, required settings, the rules of the records.
    static Validation check(ConfigSchema schema, Map<String, Given> given) {
        return check(schema, given, Set.of());
    }

    /// The same where some settings have values which are not known here: nothing is told of them, nor of the rules of
    /// records that cannot be made without them.
    static Validation check(ConfigSchema schema, Map<String, Given> given, Set<String> unknown) {
        return new ConfigBinder(schema, given, unknown).bind();
    }

    /// Checks sources and what they give together. A setting whose line does not parse is not told as missing too,
    /// and none is while a source could not be read whole: it may be there.
    static List<ConfigProblem> checkLayers(ConfigSchema schema, List<Layer> layers) {
        var problems = new ArrayList<ConfigProblem>();
        layers.forEach(layer -> problems.addAll(layer.problems()));
        var told = problems.stream().map(ConfigProblem::path).collect(Collectors.toSet());
        boolean whole = problems.stream().noneMatch(ConfigValidator::broken);
        if (check(schema, Layers.merge(layers)) instanceof Validation.Invalid(var more)) {
            more.stream()
                    .filter(problem -> !told.contains(problem.path()))
                    .filter(problem -> whole || problem.type() != FoundationErrorType.MISSING_REQUIRED_FIELD)
                    .forEach(problems::add);
        }
        return problems;
    }

    /// Whether a source could not be read from the problem on, or at all.
    private static boolean broken(ConfigProblem problem) {
        return problem.path().isEmpty()
                && (problem.type() == FoundationErrorType.INVALID_CONFIG_STRUCTURE
                        || problem.type() == FoundationErrorType.CONFIG_NOT_FOUND);
    }

    /// Checks the values that a higher layer shadows: they stop no start, but would once that one is gone.
    static List<ConfigProblem> checkShadowed(ConfigSchema schema, List<Layer> layers) {
        var winning = Layers.merge(layers);
        var problems = new ArrayList<ConfigProblem>();
        for (var layer : layers) {
            layer.settings().forEach((path, given) -> {
                var setting = schema.setting(path);
                if (setting != null && !given.equals(winning.get(path))) {
                    problems.addAll(checkValue(setting, given));
                }
            });
        }
        return problems;
    }

    private static @Nullable SourceExcerpt shown(Setting setting, @Nullable SourceExcerpt at) {
        return at == null || !setting.secret() ? at : Masking.fromColumn(at);
    }

    /// Checks a change set by itself: known paths, changeable at run time, values of the right type.
    static List<ConfigProblem> checkEdits(ConfigSchema schema, Map<String, Edit> edits) {
        var problems = new ArrayList<ConfigProblem>();
        edits.forEach((path, edit) -> {
            problems.addAll(checkEdit(schema, path, edit));
        });
        return problems;
    }

    private static String notSettable(Setting setting) {
        if (setting.updatable()) {
            return " is a secret: setting it at run time needs a SecretStore";
        }
        return (setting.secret() ? " is a secret and is" : " is") + " not changeable at run time";
    }

    private static List<ConfigProblem> checkEdit(ConfigSchema schema, String path, Edit edit) {
        var setting = schema.setting(path);
        if (setting == null) {
            return List.of(notFound(schema, path));
        }
        if (!schema.settable(setting)) {
            return List.of(new ConfigProblem(
                    FoundationErrorType.CONFIG_UPDATE_FORBIDDEN, path, path + notSettable(setting), null));
        }
        return switch (edit) {
            case Edit.Reset _ -> List.of();
            case Edit.Assign(var given) -> {
                var raw = setting.type().raw(given);
                yield raw.isPresent()
                        ? checkValue(setting, new Given(raw.get(), Layers.RUN_TIME, null))
                        : List.of(foreign(setting, given));
            }
        };
    }

    /// All that is wrong with the value of one setting by itself, each at its place.
    static List<ConfigProblem> checkValue(Setting setting, Given given) {
        return problems(setting, given, setting.type().read(given.raw()));
    }

    /// What reading the value of one setting came to.
    static List<ConfigProblem> problems(Setting setting, Given given, Conversion read) {
        var path = setting.path();
        return switch (read) {
            case Conversion.Converted _ -> List.of();
            case Conversion.Refused(var type, var rule) -> {
                var message = path + " " + rejected(setting, given.raw(), rule);
                yield List.of(new ConfigProblem(type, path, message, shown(setting, given.at())));
            }
            case Conversion.Broken(var problems) ->
                problems.stream()
                        .map(problem -> new ConfigProblem(
                                problem.type(),
                                path + problem.path(),
                                path + problem.message(),
                                shown(setting, given.at(problem.path()))))
                        .toList();
        };
    }

    private static ConfigProblem foreign(Setting setting, Object given) {
        var rule = " is not " + setting.type().says() + ", was a "
                + given.getClass().getName();
        return new ConfigProblem(FoundationErrorType.INVALID_CONFIG_VALUE, setting.path(), setting.path() + rule, null);
    }

    /// The rule with the rejected value, which a secret does not show.
    static String rejected(Setting setting, Value raw, String rule) {
        var text = RawValue.text(raw);
        if (setting.secret()) {
            return "is not " + setting.type().says() + ", was " + Masking.HIDDEN;
        }
        var shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
        return rule + (raw instanceof Value.ListValue ? ", was the list [" + shown + "]" : ", was \"" + shown + "\"");
    }

    static ConfigProblem notFound(ConfigSchema schema, String path) {
        var rule = switch (schema.node(path)) {
            case null -> " is not a setting" + Suggestion.hint(path, schema.near(path));
            case SchemaNode.Section _ -> " is a section: name its settings one by one";
            case SchemaNode.Mapping _ -> " is a map: name its keys one by one";
            case Setting _ -> " is not set";
        };
        return new ConfigProblem(FoundationErrorType.CONFIG_PATH_NOT_FOUND, path, path + rule, null);
    }

    /// One error for all problems: the only one itself, else one of the gravest type with each as a cause.
    ///
    /// @throws IllegalArgumentException if there is none
    static FoundationError error(List<ConfigProblem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems must not be empty");
        }
        if (problems.size() == 1) {
            return problems.getFirst().toError();
        }
        var forbidden = problems.stream()
                .filter(problem -> problem.type() == FoundationErrorType.CONFIG_UPDATE_FORBIDDEN)
                .findFirst()
                .orElse(problems.getFirst());
        var error =
                FoundationError.of(forbidden.type(), problems.size() + " problems, the first: " + forbidden.message());
        for (var problem : problems) {
            error = error.causedBy(problem.toError());
        }
        return error;
    }
}
