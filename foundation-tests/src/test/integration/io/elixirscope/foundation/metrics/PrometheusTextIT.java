package io.elixirscope.foundation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusTextIT {
    private final Stage stage = Stage.system();
    private final Metrics metrics = new Metrics(stage.runtime);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void isInBaseUnitsWithTheFormatsNames() {
        metrics.counter("orders.accepted", "region").with("a\"b\\c\nd").add(3);
        metrics.gauge("heap", MeasurementUnit.BYTES, "le").with("x").set(0.5);
        metrics.distribution("took", MeasurementUnit.NANOSECONDS, List.of(1_000_000L, 1_000_000_000L))
                .with()
                .record(2_000_000);
        metrics.summary("wait", MeasurementUnit.NANOSECONDS).with().record(63);

        assertThat(PrometheusText.of(metrics.snapshot())).isEqualTo("""
                        # HELP heap_bytes The gauge heap.
                        # TYPE heap_bytes gauge
                        heap_bytes{tag_le="x",} 0.5
                        # HELP orders_accepted_total The counter orders.accepted.
                        # TYPE orders_accepted_total counter
                        orders_accepted_total{region="a\\"b\\\\c\\nd",} 3
                        # HELP took_seconds The distribution took.
                        # TYPE took_seconds histogram
                        took_seconds_bucket{le="0.001"} 0
                        took_seconds_bucket{le="1"} 1
                        took_seconds_bucket{le="+Inf"} 1
                        took_seconds_sum 0.002
                        took_seconds_count 1
                        # HELP wait_seconds The summary wait.
                        # TYPE wait_seconds summary
                        wait_seconds{quantile="0.5"} 6.3E-8
                        wait_seconds{quantile="0.9"} 6.3E-8
                        wait_seconds{quantile="0.95"} 6.3E-8
                        wait_seconds{quantile="0.99"} 6.3E-8
                        wait_seconds{quantile="0.999"} 6.3E-8
                        wait_seconds{quantile="0.9999"} 6.3E-8
                        wait_seconds_sum 6.3E-8
                        wait_seconds_count 1
                        # HELP wait_seconds_max The largest number of wait.
                        # TYPE wait_seconds_max gauge
                        wait_seconds_max 6.3E-8
                        """);
    }

    @Test
    void numbersNamesThatBecomeTheSame() {
        metrics.counter("a.b").with().increment();
        metrics.counter("a_b").with().increment();
        assertThat(PrometheusText.of(metrics.snapshot())).contains("\na_b_total 1\n", "\na_b_total_2 1\n");
    }

    @Test
    void leavesOutMetricsWithoutSeries() {
        var unused = metrics.counter("unused", "t");
        assertThat(PrometheusText.of(metrics.snapshot())).doesNotContain(unused.name());
    }
}
