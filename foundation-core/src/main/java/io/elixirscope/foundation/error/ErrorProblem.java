package io.elixirscope.foundation.error;

import io.elixirscope.foundation.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Errors as problem objects of RFC 9457.
final class ErrorProblem {
    private static final String TYPE = "urn:elixirscope:error:";
    private static final String INSTANCE = "urn:elixirscope:correlation:";
    private static final String UNRESERVED = "-._~";

    private ErrorProblem() {}

    static Value of(FoundationError error) {
        var type = error.type();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("type", Value.of(TYPE + type.fullCode()));
        fields.put("title", Value.of(type.message()));
        fields.put("status", Value.of(type.httpStatus()));
        fields.put("detail", Value.of(error.message()));
        error.operation()
                .ifPresent(trace -> fields.put("instance", Value.of(INSTANCE + encoded(trace.correlationId()))));
        fields.put("code", Value.of(type.fullCode()));
        fields.put("label", Value.of(type.label()));
        fields.put("severity", Value.of(type.severity().name()));
        fields.put("retry", Value.of(retry(type.retry())));
        error.operation().ifPresent(trace -> fields.put("correlationId", Value.of(trace.correlationId())));
        if (!error.causes().isEmpty()) {
            fields.put(
                    "errors",
                    Value.list(error.causes().stream().map(ErrorProblem::cause).toList()));
        }
        return Value.map(fields);
    }

    private static Value cause(FoundationError cause) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("code", Value.of(cause.type().fullCode()));
        fields.put("detail", Value.of(cause.message()));
        return Value.map(fields);
    }

    private static String retry(RetryStrategy strategy) {
        return strategy.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /// Percent-encoded where a URN does not take a character as it is.
    private static String encoded(String text) {
        var uri = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.US_ASCII)) {
            char character = (char) octet;
            if (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0) {
                uri.append(character);
            } else {
                uri.append(String.format(Locale.ROOT, "%%%02X", (int) character));
            }
        }
        return uri.toString();
    }
}
