package io.elixirscope.foundation.error;

import io.elixirscope.foundation.value.Value;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Errors as trees of data.
final class ErrorData {

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
        error.exception().ifPresent(thrown -> fields.put("exception", Value.of(Thrown.text(thrown))));
        error.operation().ifPresent(trace -> fields.put("operation", of(trace)));
        error.source().ifPresent(source -> fields.put("source", of(source)));
        if (!error.causes().isEmpty()) {
            fields.put(
                    "causes",
                    Value.list(error.causes().stream().map(ErrorData::of).toList()));
        }
        if (error.droppedContext() > 0) {
            fields.put("droppedContext", Value.of(error.droppedContext()));
        }
        if (error.droppedCauses() > 0) {
            fields.put("droppedCauses", Value.of(error.droppedCauses()));
        }
        return Value.map(fields);
    }

    private static Value of(OperationTrace trace) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("operationId", Value.of(HexFormat.of().toHexDigits(trace.operationId())));
        fields.put("correlationId", Value.of(trace.correlationId()));
        fields.put("durationNanos", Value.of(trace.durationNanos()));
        fields.put(
                "breadcrumbs",
                Value.list(trace.breadcrumbs().stream()
                        .map(crumb -> of(crumb, trace.breadcrumbs().getFirst()))
                        .toList()));
        if (trace.droppedBreadcrumbs() > 0) {
            fields.put("droppedBreadcrumbs", Value.of(trace.droppedBreadcrumbs()));
        }
        if (!trace.metadata().isEmpty()) {
            fields.put("metadata", Value.map(trace.metadata()));
        }
        return Value.map(fields);
    }

    private static Value of(Breadcrumb crumb, Breadcrumb first) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("operation", Value.of(crumb.operation()));
        fields.put("sinceFirstNanos", Value.of(crumb.atNanos() - first.atNanos()));
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
}
