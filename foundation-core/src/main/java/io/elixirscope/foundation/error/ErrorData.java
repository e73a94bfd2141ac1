package io.elixirscope.foundation.error;

import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Errors as trees of data; [ErrorReader] reads them back.
final class ErrorData {
    /// Frames of each exception that are kept.
    static final int MAX_FRAMES = 8;

    /// Exceptions of one chain of causes that are kept.
    static final int MAX_CHAIN = 8;

    private ErrorData() {}

    static Value of(FoundationError error) {
        var type = error.type();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("id", Value.of(HexFormat.of().toHexDigits(error.id())));
        fields.put("code", Value.of(type.fullCode()));
        fields.put("type", Value.of(type.label()));
        fields.put("message", Value.of(error.message()));
        fields.put("severity", Value.of(error.severity().name()));
        if (!error.context().isEmpty()) {
            fields.put("context", Value.map(error.context()));
        }
        error.exception().ifPresent(thrown -> fields.put("exceptions", chain(thrown)));
        texts(fields, "stack", error.stack());
        error.operation().ifPresent(trace -> fields.put("operation", of(trace)));
        error.source().ifPresent(source -> fields.put("source", of(source)));
        if (!error.causes().isEmpty()) {
            fields.put(
                    "causes",
                    Value.list(error.causes().stream().map(ErrorData::of).toList()));
        }
        count(fields, "droppedContext", error.droppedContext());
        count(fields, "droppedCauses", error.droppedCauses());
        return Value.map(fields);
    }

    /// The exception and its causes, outermost first.
    private static Value chain(Throwable thrown) {
        List<Value> chain = new ArrayList<>();
        for (@Nullable Throwable at = thrown; at != null && chain.size() < MAX_CHAIN; at = Thrown.cause(at)) {
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("text", Value.of(Thrown.text(at)));
            texts(fields, "frames", Thrown.frames(at).stream().limit(MAX_FRAMES).toList());
            chain.add(Value.map(fields));
        }
        return Value.list(chain);
    }

    private static Value of(OperationTrace trace) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("operationId", Value.of(HexFormat.of().toHexDigits(trace.operationId())));
        fields.put("correlationId", Value.of(trace.correlationId()));
        fields.put("durationNanos", Value.of(trace.durationNanos()));
        fields.put(
                "breadcrumbs",
                Value.list(trace.breadcrumbs().stream().map(ErrorData::of).toList()));
        count(fields, "droppedBreadcrumbs", trace.droppedBreadcrumbs());
        if (!trace.metadata().isEmpty()) {
            fields.put("metadata", Value.map(trace.metadata()));
        }
        return Value.map(fields);
    }

    private static Value of(Breadcrumb crumb) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("operation", Value.of(crumb.operation()));
        fields.put("atNanos", Value.of(crumb.atNanos()));
        return Value.map(fields);
    }

    private static Value of(SourceExcerpt source) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("file", Value.of(source.file()));
        fields.put("line", Value.of(source.line()));
        fields.put("column", Value.of(source.column()));
        fields.put("text", Value.of(source.text()));
        return Value.map(fields);
    }

    private static void texts(Map<String, Value> fields, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            fields.put(name, Value.list(texts.stream().map(Value::of).toList()));
        }
    }

    private static void count(Map<String, Value> fields, String name, int count) {
        if (count > 0) {
            fields.put(name, Value.of(count));
        }
    }
}
