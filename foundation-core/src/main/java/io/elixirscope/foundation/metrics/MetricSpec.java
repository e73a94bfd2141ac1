package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.telemetry.MeasurementUnit;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// What a metric was declared as. Immutable.
///
/// @param name 1-128 characters of `a-z 0-9 _ .`
/// @param kind what it makes of its numbers
/// @param unit what they measure
/// @param tagKeys names of its tags, at most 8, each 1-64 characters of `a-z 0-9 _`
/// @param bounds of a distribution, increasing; otherwise none
record MetricSpec(String name, MetricKind kind, MeasurementUnit unit, List<String> tagKeys, List<Long> bounds) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_.]{1,128}");
    private static final Pattern KEY = Pattern.compile("[a-z_][a-z0-9_]{0,63}");
    private static final int MAX_KEYS = 8;
    private static final int MAX_BOUNDS = 64;

    MetricSpec {
        tagKeys = List.copyOf(tagKeys);
        bounds = List.copyOf(bounds);
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(unit, "unit");
        require(NAME.matcher(name).matches(), "metric name must be 1-128 characters of a-z 0-9 _ .", name);
        require(
                tagKeys.size() <= MAX_KEYS
                        && tagKeys.stream().distinct().count() == tagKeys.size()
                        && tagKeys.stream().allMatch(key -> KEY.matcher(key).matches()),
                "tag keys of " + name + " must be at most " + MAX_KEYS + ", different, 1-64 characters of a-z 0-9 _",
                tagKeys);
        require(
                bounds.size() <= MAX_BOUNDS && increasing(bounds),
                "bounds of " + name + " must be at most " + MAX_BOUNDS + " and increasing",
                bounds);
    }

    private static boolean increasing(List<Long> bounds) {
        for (int i = 1; i < bounds.size(); i++) {
            if (bounds.get(i - 1) >= bounds.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static void require(boolean holds, String rule, Object was) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", was " + was);
        }
    }
}
