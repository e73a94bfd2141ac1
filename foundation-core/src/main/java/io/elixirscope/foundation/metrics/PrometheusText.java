package io.elixirscope.foundation.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Metrics in Prometheus' text format, version 0.0.4. Thread-safe.
///
/// Dots of names become underscores; durations are in seconds and sizes in bytes, with these as the
/// name's ending; counters end in `_total`. A summary has quantiles and, beside it, a gauge
/// `…_max`; a distribution is a histogram. Of two metrics whose names become the same the second is
/// numbered.
///
/// {@snippet class="io.elixirscope.foundation.metrics.MetricsSnippets" region="prometheus"}
public final class PrometheusText {
    /// The media type of the text.
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private PrometheusText() {}

    /// All metrics as one text. Cost: a pass over the series.
    ///
    /// @param metrics what [Metrics#snapshot()] gave
    /// @return lines, each with its end
    public static String of(List<MetricSnapshot> metrics) {
        var text = new StringBuilder();
        Set<String> names = new HashSet<>();
        for (MetricSnapshot metric : metrics) {
            PrometheusLogic.write(metric, names, text);
        }
        return text.toString();
    }
}
