package io.elixirscope.foundation;

import io.elixirscope.foundation.config.ConfigChange;
import io.elixirscope.foundation.config.ConfigVersion;
import io.elixirscope.foundation.config.VersionedSettings;
import io.elixirscope.foundation.control.ControlRequest;
import io.elixirscope.foundation.control.ControlSink;
import io.elixirscope.foundation.control.ControlVerb;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// What can be asked of a configuration, and how it is changed, through the control socket of a node or in the
/// directory that one left. The user at the other end is the author of a change. Values of secrets are hidden in every
/// answer.
///
/// | verb | arguments | items |
/// | --- | --- | --- |
/// | `config.get` | `path`, all unless given | `path`, `value`, `version`, for each setting at or below it |
/// | `config.update` | `set`, path → value; `reset`, paths; `because`; `expect`, a version | one: version, and whether
/// it is `changed` |
/// | `config.rollback` | `version` | one: version, `changed`, `differing` |
/// | `config.history` | `limit`, all that are kept unless given | versions, the newest last |
/// | `config.diff` | `from`; `to`, the version in force unless given | differences, by path |
/// | `config.explain` | `path` | one: the explanation |
///
/// A version is `version`, `at`, `who`, `cause`, `paths`; a difference `path`, `before`, `after` and the version that
/// changed it last.
final class ConfigVerbs {
    private static final int DONE = 0;

    private final VersionedSettings config;
    private final Function<String, ErrorContext> contexts;

    private ConfigVerbs(VersionedSettings config, Function<String, ErrorContext> contexts) {
        this.config = config;
        this.contexts = contexts;
    }

    /// @param contexts gives the context of an operation by its name
    static Map<String, ControlVerb> of(VersionedSettings config, Function<String, ErrorContext> contexts) {
        var verbs = new ConfigVerbs(config, contexts);
        return Map.of(
                "config.get", verbs::get,
                "config.update", verbs::update,
                "config.rollback", verbs::rollBack,
                "config.history", verbs::history,
                "config.diff", verbs::diff,
                "config.explain", verbs::explain);
    }

    private Result<Integer> get(ControlRequest request, ControlSink sink) {
        return request.text("path", "")
                .flatMap(config::values)
                .map(found -> send(found.values().entrySet(), sink, setting -> {
                    var fields = new LinkedHashMap<String, Value>();
                    fields.put("path", Value.of(setting.getKey()));
                    fields.put("value", setting.getValue());
                    fields.put("version", Value.of(found.version()));
                    return Value.map(fields);
                }));
    }

    private Result<Integer> history(ControlRequest request, ControlSink sink) {
        return request.positive("limit", Long.MAX_VALUE).map(limit -> {
            var versions = config.history();
            long skipped = Math.max(0, versions.size() - limit);
            return send(versions.subList((int) skipped, versions.size()), sink, ConfigVersion::toValue);
        });
    }

    private Result<Integer> diff(ControlRequest request, ControlSink sink) {
        return request.positive("from")
                .flatMap(from -> request.positive("to", config.version()).flatMap(to -> config.diff(from, to)))
                .map(differences -> send(differences, sink, ConfigVersion.Difference::toValue));
    }

    private Result<Integer> explain(ControlRequest request, ControlSink sink) {
        return request.text("path")
                .flatMap(config::explain)
                .map(explanation -> send(List.of(explanation.toValue()), sink, Function.identity()));
    }

    private static <T> int send(Collection<T> all, ControlSink sink, Function<? super T, Value> item) {
        all.forEach(one -> sink.item(item.apply(one)));
        return DONE;
    }

    private Result<Integer> update(ControlRequest request, ControlSink sink) {
        return expected(request)
                .flatMap(expected -> change(request).flatMap(change -> {
                    long before = config.version();
                    return as(request, () -> update(expected, change))
                            .map(now -> answer(now.toValue(), now.number() > before, sink));
                }));
    }

    private Result<ConfigVersion> update(OptionalLong expected, UnaryOperator<ConfigChange> change) {
        return expected.isPresent() ? config.update(expected.getAsLong(), change) : config.update(change);
    }

    private Result<Integer> rollBack(ControlRequest request, ControlSink sink) {
        return request.positive("version").flatMap(version -> {
            long before = config.version();
            return as(request, () -> config.rollback(version))
                    .map(done -> answer(done.toValue(), done.version().number() > before, sink));
        });
    }

    private <T> T as(ControlRequest request, Supplier<T> work) {
        return contexts.apply(request.verb()).with("who", request.who()).call(work);
    }

    private static int answer(Value version, boolean changed, ControlSink sink) {
        var fields = new LinkedHashMap<>(((Value.MapValue) version).fields());
        fields.put("changed", Value.of(changed));
        sink.item(Value.map(fields));
        return DONE;
    }

    private static Result<OptionalLong> expected(ControlRequest request) {
        return request.args().containsKey("expect")
                ? request.positive("expect").map(OptionalLong::of)
                : Result.ok(OptionalLong.empty());
    }

    private static Result<UnaryOperator<ConfigChange>> change(ControlRequest request) {
        if (!(request.args().getOrDefault("set", Value.map(Map.of())) instanceof Value.MapValue(var set))) {
            return refused(request, "the argument 'set' must be an object, path to value");
        }
        if (!(request.args().getOrDefault("reset", Value.list(List.of())) instanceof Value.ListValue(var reset))
                || !reset.stream().allMatch(Value.TextValue.class::isInstance)) {
            return refused(request, "the argument 'reset' must be a list of paths");
        }
        if (set.isEmpty() && reset.isEmpty()) {
            return refused(request, "one of the arguments 'set' and 'reset' must name a setting");
        }
        return request.text("because", "").map(because -> change -> edited(change.because(because), set, reset));
    }

    private static ConfigChange edited(ConfigChange change, Map<String, Value> set, List<Value> reset) {
        var edited = change;
        for (var path : reset) {
            edited = edited.reset(((Value.TextValue) path).value());
        }
        for (var one : set.entrySet()) {
            edited = edited.set(one.getKey(), one.getValue());
        }
        return edited;
    }

    private static <T> Result<T> refused(ControlRequest request, String why) {
        return Result.err(FoundationErrorType.INVALID_INPUT, request.verb() + ": " + why);
    }
}
