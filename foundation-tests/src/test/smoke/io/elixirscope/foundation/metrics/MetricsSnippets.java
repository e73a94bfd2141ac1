package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.telemetry.MeasurementUnit;
import java.util.Queue;

/// The examples of the documentation of metrics; `MetricsSnippetsSmokeTest` runs them.
final class MetricsSnippets {

    private MetricsSnippets() {}

    // @start region="direct"
    /// Made once: keeps the series that it writes to often.
    static final class Orders {
        private final Metric<Counter> accepted;
        private final Summary checkout;

        Orders(Metrics metrics, Queue<?> waiting) {
            accepted = metrics.counter("orders.accepted", "region");
            checkout = metrics.summary("orders.checkout", MeasurementUnit.NANOSECONDS)
                    .with();
            metrics.gauge("orders.waiting", MeasurementUnit.COUNT).with().observe(waiting::size);
        }

        void accept(String region, long tookNanos) {
            accepted.with(region).increment();
            checkout.record(tookNanos);
        }
    }
    // @end region="direct"

    // @start region="prometheus"
    static String scrape(Metrics metrics) {
        return PrometheusText.of(metrics.snapshot());
    }
    // @end region="prometheus"
}
