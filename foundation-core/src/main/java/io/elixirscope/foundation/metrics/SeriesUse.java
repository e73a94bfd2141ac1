package io.elixirscope.foundation.metrics;

import java.util.List;

/// How much of their bounds metrics use, and what was refused since the start. Immutable.
///
/// @param metrics metrics that were declared
/// @param series series that there are, overflow series aside
/// @param limit how many there may be
/// @param overflows look-ups of tags that got an overflow series
/// @param expired series that left because nothing was written to them
/// @param refused numbers that a metric cannot take: negative ones of counters, summaries and
///     distributions, NaN, infinities
/// @param malformed look-ups with too many or too long values
/// @param failed functions of gauges and conditions of rules that threw
/// @param historyBytes memory of the history
/// @param offenders the metrics with most series, most first, at most 10
public record SeriesUse(
        int metrics,
        int series,
        int limit,
        long overflows,
        long expired,
        long refused,
        long malformed,
        long failed,
        long historyBytes,
        List<Offender> offenders) {

    /// Copies the list.
    ///
    /// @param metrics metrics that were declared
    /// @param series series that there are, overflow series aside
    /// @param limit how many there may be
    /// @param overflows look-ups of tags that got an overflow series
    /// @param expired series that left because nothing was written to them
    /// @param refused numbers that a metric cannot take
    /// @param malformed look-ups with too many or too long values
    /// @param failed functions of gauges and conditions of rules that threw
    /// @param historyBytes memory of the history
    /// @param offenders the metrics with most series, most first, at most 10
    public SeriesUse {
        offenders = List.copyOf(offenders);
    }

    /// A metric and the tag to blame.
    ///
    /// @param metric its name
    /// @param series how many it has
    /// @param overflows look-ups that got its overflow series
    /// @param tag the key with most different values; empty without tags
    /// @param values how many
    public record Offender(String metric, int series, long overflows, String tag, int values) {}
}
