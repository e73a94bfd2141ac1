package io.elixirscope.foundation.benchmarks;

import java.util.List;
import java.util.stream.Collectors;

/// Where a row wants to be.
sealed interface Target {

    /// At most this many nanoseconds.
    record Nanos(double atMost) implements Target {}

    /// At most this many nanoseconds in 99 of 100 cases.
    record P99Nanos(double atMost) implements Target {}

    /// At most so many times the limit of the same run.
    record TimesLimit(double atMost) implements Target {}

    /// At most so many times a peer of the same run.
    record TimesPeer(double atMost, String peer) implements Target {}

    /// At least so many times faster than a peer of the same run.
    record FasterThanPeer(double atLeast, String peer) implements Target {}

    /// The worst of a thousand calls no worse than a peer's of the same run.
    record P999AsPeer(String peer) implements Target {}

    /// The slowest caller does at least this share of what the fastest does.
    record SlowestCaller(double atLeastShare) implements Target {}

    /// At most this many bytes.
    record Bytes(double atMost) implements Target {}

    /// As many bytes as the limit of the same run; half a byte an operation is what the JVM
    /// allocates beside it.
    record BytesOfLimit() implements Target {}

    /// All of these.
    record All(List<Target> targets) implements Target {
        static All of(Target... targets) {
            return new All(List.of(targets));
        }
    }

    /// For people, and for the JSON line.
    default String text() {
        return switch (this) {
            case Nanos(double most) -> "≤ " + time(most);
            case P99Nanos(double most) -> "p99 ≤ " + time(most);
            case TimesLimit(double most) -> "≤ " + number(most) + " × limit";
            case TimesPeer(double most, String peer) -> "≤ " + number(most) + " × " + peer;
            case FasterThanPeer(double least, String peer) -> "≥ " + number(least) + " × as fast as " + peer;
            case P999AsPeer(String peer) -> "p99.9 ≤ " + peer;
            case SlowestCaller(double least) -> "slowest caller ≥ " + number(least) + " × fastest";
            case Bytes(double most) -> "≤ " + number(most) + " B";
            case BytesOfLimit() -> "bytes of limit";
            case All(List<Target> targets) -> targets.stream().map(Target::text).collect(Collectors.joining(", "));
        };
    }

    private static String time(double nanos) {
        return nanos >= 1_000 ? number(nanos / 1_000) + " µs" : number(nanos) + " ns";
    }

    private static String number(double number) {
        return number == Math.rint(number) ? "%.0f".formatted(number) : Double.toString(number);
    }

    /// Whether it is reached, by the median where there is one.
    default boolean met(Row row) {
        Measurement ours = row.ours();
        return switch (this) {
            case Nanos(double most) -> ours.typical() <= most;
            case P99Nanos(double most) -> ours.spread().p99() <= most;
            case TimesLimit(double most) ->
                row.limit()
                        .map(limit -> ours.typical() <= most * limit.typical())
                        .orElse(false);
            case TimesPeer(double most, String peer) ->
                ours.typical() <= most * row.peer(peer).typical();
            case FasterThanPeer(double least, String peer) ->
                least * ours.typical() <= row.peer(peer).typical();
            case P999AsPeer(String peer) ->
                ours.spread().p999() <= row.peer(peer).spread().p999();
            case SlowestCaller(double least) -> ours.crowd().slowestByFastest() >= least;
            case Bytes(double most) -> ours.bytes() <= most;
            case BytesOfLimit() ->
                row.limit().map(limit -> ours.bytes() <= limit.bytes() + 0.5).orElse(false);
            case All(List<Target> targets) -> targets.stream().allMatch(target -> target.met(row));
        };
    }
}
