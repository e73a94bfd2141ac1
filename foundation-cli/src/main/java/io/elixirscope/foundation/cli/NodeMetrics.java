package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `foundation metrics`: what a running node has counted and measured.
@Command(
        name = "metrics",
        mixinStandardHelpOptions = true,
        description =
                "Shows the metrics of a running node: of summaries how many, p50, p99 and the largest; --json prints "
                        + "an object for each metric, --prometheus Prometheus' text format.")
final class NodeMetrics extends Verb {

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Option(names = "--prometheus", description = "Prometheus' text format on standard output.")
    private boolean prometheus;

    @Parameters(
            arity = "0..1",
            paramLabel = "PREFIX",
            description = "Only metrics whose names begin so, such as elixir_scope.server; all unless given.")
    private @Nullable String prefix;

    @Override
    Result<Integer> run(Output output) {
        if (prometheus && (json() || prefix != null)) {
            throw usage("--prometheus takes neither --json nor PREFIX: the format has its own, for all metrics");
        }
        return data.node().flatMap(node -> {
            if (prometheus) {
                return node.ask(
                        "metrics",
                        Map.of("format", Value.of("prometheus")),
                        item -> print(new NodeAnswer(item).value("text"), output));
            }
            List<NodeAnswer> metrics = new ArrayList<>();
            var asked = node.ask("metrics", Map.of(), item -> keep(new NodeAnswer(item), metrics));
            return asked.map(code -> {
                show(metrics, output);
                return code;
            });
        });
    }

    /// Values of tags are escaped as the format says, ends of lines are its own.
    private static void print(Value piece, Output output) {
        if (piece instanceof Value.TextValue(var text)) {
            output.part(text);
        }
    }

    private void keep(NodeAnswer metric, List<NodeAnswer> metrics) {
        if (prefix == null || metric.text("name").startsWith(prefix)) {
            metrics.add(metric);
        }
    }

    private void show(List<NodeAnswer> metrics, Output output) {
        if (json()) {
            metrics.forEach(metric -> output.line(JsonText.write(metric.answer())));
        } else {
            NodeMetricsView.lines(metrics).forEach(output::line);
        }
    }
}
