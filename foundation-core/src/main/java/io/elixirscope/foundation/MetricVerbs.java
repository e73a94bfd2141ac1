package io.elixirscope.foundation;

import io.elixirscope.foundation.control.ControlRequest;
import io.elixirscope.foundation.control.ControlSink;
import io.elixirscope.foundation.control.ControlVerb;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.metrics.PrometheusText;
import io.elixirscope.foundation.value.Value;
import java.util.Map;

/// What a node can be asked of its metrics through its control socket.
final class MetricVerbs {
    private static final int DONE = 0;
    private static final int PIECE = 16_384;

    private final Foundation foundation;

    private MetricVerbs(Foundation foundation) {
        this.foundation = foundation;
    }

    static Map<String, ControlVerb> of(Foundation foundation, String node) {
        var verbs = new MetricVerbs(foundation);
        return Map.of("metrics", verbs::metrics, "top", (_, sink) -> {
            sink.item(TopValues.of(foundation, node));
            return Result.ok(DONE);
        });
    }

    /// One item for each metric; with the argument `format` as `prometheus` items whose texts
    /// follow each other.
    private Result<Integer> metrics(ControlRequest request, ControlSink sink) {
        return request.text("format", "values").flatMap(format -> switch (format) {
            case "values" -> values(sink);
            case "prometheus" -> prometheus(sink);
            default ->
                Result.err(
                        FoundationErrorType.INVALID_INPUT,
                        "metrics knows the formats 'values' and 'prometheus', not '" + format + "'");
        });
    }

    private Result<Integer> values(ControlSink sink) {
        foundation.metrics().snapshot().forEach(metric -> sink.item(metric.toValue()));
        return Result.ok(DONE);
    }

    private Result<Integer> prometheus(ControlSink sink) {
        String text = PrometheusText.of(foundation.metrics().snapshot());
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', Math.min(text.length() - 1, from + PIECE)) + 1;
            sink.item(Value.map(Map.of("text", Value.of(text.substring(from, end)))));
            from = end;
        }
        return Result.ok(DONE);
    }
}
