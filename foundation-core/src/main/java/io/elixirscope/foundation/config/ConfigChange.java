package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// A change set in the making: what `update` applies whole or not at all. Immutable: every method gives a new
/// one.
///
/// Of several edits of one path the last holds; `compute` sees those before it.
public final class ConfigChange {
    private final List<Step> steps;
    private final String cause;

    private sealed interface Step {
        record Put(String path, Edit edit) implements Step {}

        record Compute<T>(String path, Class<T> type, UnaryOperator<T> function) implements Step {}
    }

    private ConfigChange(List<Step> steps, String cause) {
        this.steps = List.copyOf(steps);
        this.cause = cause;
    }

    static ConfigChange nothing() {
        return new ConfigChange(List.of(), "");
    }

    /// Gives a setting a value of its own at run time.
    ///
    /// @param path the dotted path
    /// @param value an object of the setting's type, or text in the form a properties file has it (`"2s"`)
    /// @return the change set with this edit
    public ConfigChange set(String path, Object value) {
        return with(new Step.Put(path, new Edit.Assign(Objects.requireNonNull(value, "value"))));
    }

    /// Takes the run-time value of a setting away: what the layers below say holds again.
    ///
    /// @param path the dotted path
    /// @return the change set with this edit
    public ConfigChange reset(String path) {
        return with(new Step.Put(path, new Edit.Reset()));
    }

    /// Gives a setting a value made from the one it has. The function runs on the thread that updates, and
    /// again whenever another change came in between: it should have no effects.
    ///
    /// @param <T> the setting's type
    /// @param path the dotted path
    /// @param type the setting's type
    /// @param function effective value → new value
    /// @return the change set with this edit
    public <T> ConfigChange compute(String path, Class<T> type, UnaryOperator<T> function) {
        return with(new Step.Compute<>(path, type, Objects.requireNonNull(function, "function")));
    }

    /// Says why, for the history.
    ///
    /// @param reason text for people, cut at 1,000 characters; values of secrets in it are hidden
    /// @return the change set with this reason
    public ConfigChange because(String reason) {
        return new ConfigChange(steps, Objects.requireNonNull(reason, "reason"));
    }

    private ConfigChange with(Step step) {
        var more = new ArrayList<>(steps);
        more.add(step);
        return new ConfigChange(more, cause);
    }

    /// The change set as data, computed from a snapshot. Runs the functions given to `compute`.
    ///
    /// Errors: C302 for the path of a computed edit, D203 for its type.
    Result<ConfigEdits> resolve(ConfigSnapshot<?> snapshot, String who) {
        var edits = new LinkedHashMap<String, Edit>();
        var expected = new LinkedHashMap<String, Value>();
        for (var step : steps) {
            switch (step) {
                case Step.Put(var path, var edit) -> edits.put(path, edit);
                case Step.Compute<?> compute -> {
                    if (compute(compute, snapshot, edits) instanceof Result.Err<?> failure) {
                        return failure.as();
                    }
                    var value = snapshot.state().valid().effective().get(compute.path());
                    if (value != null) {
                        expected.put(compute.path(), value);
                    }
                }
            }
        }
        return EditLogic.settings(snapshot, edits).map(settings -> new ConfigEdits(settings, expected, who, cause));
    }

    /// The change set as data, where no value is there to compute from.
    ///
    /// Errors: D204 for a computed edit.
    Result<ConfigEdits> withoutValues(String who) {
        var edits = new LinkedHashMap<String, Edit>();
        for (var step : steps) {
            switch (step) {
                case Step.Put(var path, var edit) -> edits.put(path, edit);
                case Step.Compute<?> compute -> {
                    return Result.err(
                            FoundationErrorType.INVALID_INPUT,
                            "a new value of " + compute.path() + " can be computed on a running node only");
                }
            }
        }
        return Result.ok(new ConfigEdits(edits, Map.of(), who, cause));
    }

    private static <T> Result<T> compute(Step.Compute<T> compute, ConfigSnapshot<?> snapshot, Map<String, Edit> edits) {
        var current = edits.get(compute.path()) instanceof Edit.Assign(var given)
                ? assigned(compute, snapshot, given)
                : snapshot.get(compute.path(), compute.type());
        return current.map(value -> {
            T next = Objects.requireNonNull(compute.function().apply(value), "the computed value");
            edits.put(compute.path(), new Edit.Assign(next));
            return next;
        });
    }

    private static <T> Result<T> assigned(Step.Compute<T> compute, ConfigSnapshot<?> snapshot, Object given) {
        var setting = snapshot.schema().setting(compute.path());
        var raw = setting == null ? RawValue.of(given) : setting.type().raw(given);
        return setting != null
                        && raw.isPresent()
                        && setting.type().read(raw.get()) instanceof Conversion.Converted(var value)
                        && ConfigSnapshot.boxed(compute.type()).isInstance(value)
                ? Result.ok(ConfigSnapshot.boxed(compute.type()).cast(value))
                : Result.err(
                        FoundationErrorType.TYPE_MISMATCH,
                        compute.path() + " was not given a " + compute.type().getName() + " before");
    }
}
