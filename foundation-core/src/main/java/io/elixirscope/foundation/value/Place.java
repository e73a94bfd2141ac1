package io.elixirscope.foundation.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where in a value a reader stands, and where it tells its problems.
///
/// @param path dotted; empty: the root
/// @param problems takes them
record Place(String path, List<String> problems) {
    private static final int MOST_PROBLEMS = 64;

    Place at(String name) {
        return new Place(path.isEmpty() ? name : path + "." + name, problems);
    }

    /// Tells a problem; the answer is what a form reads then.
    @Nullable
    Object problem(String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add((path.isEmpty() ? "the data" : path) + " " + what);
        }
        return null;
    }

    @Nullable
    Object wrong(String wanted, Value found) {
        return problem("must be " + wanted + ", was " + kind(found));
    }

    private static String kind(Value value) {
        return switch (value) {
            case Value.NullValue _ -> "null";
            case Value.BooleanValue(boolean truth) -> String.valueOf(truth);
            case Value.LongValue(long number) -> String.valueOf(number);
            case Value.DecimalValue(var number) -> "the decimal " + Text.cut(number.toString(), 40);
            case Value.DoubleValue(double number) -> String.valueOf(number);
            case Value.TextValue(String text) -> "\"" + Text.cut(text, 40) + "\"";
            case Value.BytesValue bytes -> bytes.size() + " bytes";
            case Value.InstantValue(var instant) -> instant.toString();
            case Value.ListValue(var items) -> "a list of " + items.size();
            case Value.MapValue(var fields) -> "a map of " + fields.size();
        };
    }
}
