package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.error.Severity;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A row of the catalogue for people and for machines.
final class ErrorTypeView {

    private ErrorTypeView() {}

    static List<String> lines(ErrorType type) {
        var range = type.code().range();
        List<String> lines = new ArrayList<>();
        lines.add(type.fullCode() + " " + type.label());
        lines.add("  " + type.message() + ".");
        lines.add("");
        lines.add(row("number", type.code().numeric()));
        lines.add(row("range", range.title() + " (" + range.first() + " to " + range.last() + ")"));
        lines.add(row("severity", type.severity().name().toLowerCase(Locale.ROOT) + ": " + meaning(type.severity())));
        lines.add(row("retry", retry(type.retry())));
        lines.add(row("HTTP", type.httpStatus()));
        lines.add(
                row("gRPC", type.grpcStatus().name() + " (" + type.grpcStatus().number() + ")"));
        lines.add(row("declared in", origin(type)));
        lines.add("");
        lines.add("What to do:");
        type.recoveryActions().forEach(action -> lines.add("  - " + action));
        return lines;
    }

    static Value json(ErrorType type) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("code", Value.of(type.fullCode()));
        fields.put("number", Value.of(type.code().numeric()));
        fields.put("label", Value.of(type.label()));
        fields.put("message", Value.of(type.message()));
        fields.put("range", Value.of(type.code().range().title()));
        fields.put("severity", Value.of(type.severity().name()));
        fields.put("retry", json(type.retry()));
        fields.put("httpStatus", Value.of(type.httpStatus()));
        fields.put("grpcStatus", Value.of(type.grpcStatus().name()));
        fields.put("declaredIn", Value.of(origin(type)));
        fields.put(
                "recoveryActions",
                Value.list(type.recoveryActions().stream().map(Value::of).toList()));
        return Value.map(fields);
    }

    private static String row(String name, Object content) {
        return "  %-13s%s".formatted(name, content);
    }

    private static String origin(ErrorType type) {
        return type.getClass().getName();
    }

    private static String meaning(Severity severity) {
        return switch (severity) {
            case LOW -> "expected now and then, the caller deals with it";
            case MEDIUM -> "worth a look when it repeats";
            case HIGH -> "something does not work as it should, look soon";
            case CRITICAL -> "data or the whole service is at stake, look now";
        };
    }

    private static String retry(RetryStrategy strategy) {
        return switch (strategy) {
            case RetryStrategy.None _ -> "never: repeating does not help";
            case RetryStrategy.Immediate _ -> "at once";
            case RetryStrategy.Fixed(var delay) -> "after " + DurationText.of(delay);
            case RetryStrategy.Exponential(var base, var cap) ->
                "after a random delay of up to " + DurationText.of(base) + ", doubled each time, up to "
                        + DurationText.of(cap);
        };
    }

    private static Value json(RetryStrategy strategy) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("strategy", Value.of(strategy.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
        switch (strategy) {
            case RetryStrategy.Fixed(var delay) -> fields.put("delay", Value.of(delay.toString()));
            case RetryStrategy.Exponential(var base, var cap) -> {
                fields.put("base", Value.of(base.toString()));
                fields.put("cap", Value.of(cap.toString()));
            }
            case RetryStrategy.None _, RetryStrategy.Immediate _ -> {}
        }
        return Value.map(fields);
    }
}
