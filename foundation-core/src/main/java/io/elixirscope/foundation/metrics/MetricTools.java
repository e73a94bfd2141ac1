package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.time.Clock;

/// What all metrics of one [Metrics] share.
///
/// @param clock gives exemplars their time
/// @param limit how many series there may be
/// @param losses what was refused
record MetricTools(Clock clock, SeriesLimit limit, MetricLosses losses) {}
