package io.elixirscope.foundation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.server.Stage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JvmMetricsIT {
    private final Stage stage = Stage.system();
    private final Metrics metrics = new Metrics(stage.runtime);

    @AfterEach
    void close() {
        stage.close();
    }

    private double total(String metric) {
        return metrics.snapshot(metric).orElseThrow().series().stream()
                .mapToDouble(series -> ((MetricSnapshot.Level) series.reading()).value())
                .sum();
    }

    @Test
    void areThereOnlyWhenAskedFor() {
        assertThat(metrics.snapshot()).isEmpty();
        assertThat(JvmMetrics.observe(metrics).succeeded()).isTrue();
        assertThat(JvmMetrics.observe(metrics).succeeded()).isTrue();
        assertThat(metrics.snapshot().stream().map(MetricSnapshot::name).collect(Collectors.toSet()))
                .hasSizeGreaterThan(20);
    }

    @Test
    void tellOfThisProcess() {
        JvmMetrics.observe(metrics);
        assertThat(total("jvm.memory.used")).isGreaterThan(1_000_000);
        assertThat(total("jvm.threads.live")).isGreaterThan(1);
        assertThat(total("jvm.classes.loaded")).isGreaterThan(100);
        assertThat(total("process.cpu.time")).isGreaterThan(1_000_000);
        assertThat(total("process.files.open")).isGreaterThan(2);
        assertThat(total("system.processors")).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(total("jvm.virtual.parallelism")).isGreaterThanOrEqualTo(1);
        assertThat(PrometheusText.of(metrics.snapshot()))
                .contains("# TYPE jvm_memory_used_bytes gauge\n", "jvm_gc_time_seconds{collector=");
    }
}
