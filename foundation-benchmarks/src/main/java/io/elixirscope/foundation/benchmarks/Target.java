package io.elixirscope.foundation.benchmarks;

import org.jspecify.annotations.Nullable;

/// Where a row wants to be.
sealed interface Target {

    /// At most this many nanoseconds.
    record Nanos(double atMost) implements Target {}

    /// At most so many times the limit of the same run.
    record TimesLimit(double atMost) implements Target {}

    /// For people, and for the JSON line.
    default String text() {
        return switch (this) {
            case Nanos(double most) ->
                most >= 1_000 ? "≤ %.0f µs".formatted(most / 1_000) : "≤ %.0f ns".formatted(most);
            case TimesLimit(double most) ->
                "≤ %s × limit".formatted(most == Math.rint(most) ? "%.0f".formatted(most) : most);
        };
    }

    /// Whether it is reached, by the median where there is one.
    default boolean met(Measurement ours, @Nullable Measurement limit) {
        return switch (this) {
            case Nanos(double most) -> ours.typical() <= most;
            case TimesLimit(double most) -> limit != null && ours.typical() <= most * limit.typical();
        };
    }
}
