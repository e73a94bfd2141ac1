package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The verbs `metrics` and `top` against a running node.
@Timeout(60)
class NodeMetricsIT {
    @TempDir
    private Path data;

    private Foundation node() {
        var node =
                Foundation.builder().dataDirectory(data).node("front").start().orElseThrow();
        node.metrics().counter("orders.accepted", "region").with("eu").add(1_234);
        node.errors().record(FoundationError.of(FoundationErrorType.TIMEOUT, "too late"));
        return node;
    }

    @Test
    void metricsAreATable() {
        try (var _ = node()) {
            var run = Cli.run("metrics", "--data", data);
            assertThat(run.code()).isZero();
            assertThat(run.lines().getFirst()).matches("METRIC +VALUE +P50 +P99 +MAX");
            assertThat(run.out())
                    .containsPattern("\norders.accepted\\{region=eu} +1,234\n")
                    .containsPattern("\nelixir_scope.error.occurred\\{code=E301} +1\n");
        }
    }

    @Test
    void metricsAreChosenByTheBeginningOfTheirNames() {
        try (var _ = node()) {
            var run = Cli.run("metrics", "orders", "--json", "--data", data);
            assertThat(run.lines()).hasSize(1);
            assertThat(EventsVerbCase.json(run.lines().getFirst())).containsKeys("name", "kind", "unit", "series");
        }
    }

    @Test
    void metricsAreInPrometheusText() {
        try (var _ = node()) {
            var run = Cli.run("metrics", "--prometheus", "--data", data);
            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("\norders_accepted_total{region=\"eu\",} 1234\n");
            assertThat(Cli.run("metrics", "--prometheus", "--json", "--data", data)
                            .code())
                    .isEqualTo(2);
        }
    }

    @Test
    void topPrintsTheNodeOnce() {
        try (var _ = node()) {
            var run = Cli.run("top", "--once", "--sort", "name", "--data", data);
            assertThat(run.code()).isZero();
            assertThat(run.lines().getFirst()).startsWith("HEALTHY  node front, process ");
            assertThat(run.out())
                    .containsPattern("\n1 +config +RUNNING +0 +[0-9.,]+ +")
                    .containsPattern("\nE301 +1  too late\n")
                    .contains("\nJVM  heap ");
        }
    }

    @Test
    void topPrintsOneObject() {
        try (var _ = node()) {
            var run = Cli.run("top", "--json", "--data", data);
            assertThat(run.lines()).hasSize(1);
            assertThat(EventsVerbCase.json(run.lines().getFirst()))
                    .containsKeys("node", "status", "tree", "calls", "errors", "eventsStored", "jvm");
        }
    }

    @Test
    void withoutANodeTheErrorSaysSo() {
        var run = Cli.run("top", "--once", "--data", data);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("S102");
    }
}
