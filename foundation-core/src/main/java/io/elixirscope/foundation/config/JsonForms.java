package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a setting's type is in JSON Schema: the keywords that refuse what the type refuses. Pure.
///
/// A text that holds `${` passes everywhere: it stands for a value that is not known before it is read.
final class JsonForms {
    private static final String REFERENCE = "\\$\\{";

    private JsonForms() {}

    static Map<String, Value> flag() {
        return typed("^(?:[tT][rR][uU][eE]|[fF][aA][lL][sS][eE])$", "boolean");
    }

    static Map<String, Value> whole(BigInteger least, BigInteger most) {
        var form = new LinkedHashMap<>(typed("^\\s*[+-]?\\d+\\s*$", "integer"));
        form.put("minimum", Value.of(new BigDecimal(least)));
        form.put("maximum", Value.of(new BigDecimal(most)));
        return form;
    }

    static Map<String, Value> wholeUnbounded() {
        return typed("^\\s*[+-]?\\d+\\s*$", "integer");
    }

    static Map<String, Value> decimal() {
        return typed("^\\s*[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?\\s*$", "number");
    }

    static Map<String, Value> text() {
        return Map.of("type", Value.of("string"));
    }

    static Map<String, Value> text(String format) {
        return keywords("type", Value.of("string"), "format", Value.of(format));
    }

    /// A text of a pattern.
    static Map<String, Value> pattern(String pattern) {
        return keywords("type", Value.of("string"), "pattern", Value.of(pattern + "|" + REFERENCE));
    }

    /// A text of a pattern, or a number of another type where that is not empty.
    static Map<String, Value> typed(String pattern, String other) {
        var types = Value.list(Value.of(other), Value.of("string"));
        return keywords("type", types, "pattern", Value.of(pattern + "|" + REFERENCE));
    }

    static Map<String, Value> oneOf(List<String> labels) {
        var known = Value.map(
                Map.of("enum", Value.list(labels.stream().map(Value::of).toList())));
        return Map.of("anyOf", Value.list(known, Value.map(reference())));
    }

    /// A list, or its items in one text separated by commas.
    static Map<String, Value> list(Map<String, Value> item, boolean asText) {
        var types = asText ? Value.list(Value.of("array"), Value.of("string")) : Value.of("array");
        return keywords("type", types, "items", Value.map(item));
    }

    static Map<String, Value> reference() {
        return keywords("type", Value.of("string"), "pattern", Value.of(REFERENCE));
    }

    private static Map<String, Value> keywords(String first, Value one, String second, Value two) {
        var keywords = new LinkedHashMap<String, Value>();
        keywords.put(first, one);
        keywords.put(second, two);
        return keywords;
    }
}
