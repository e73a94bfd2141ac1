package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueForm;
import io.elixirscope.foundation.value.ValueLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Objects as the data of events, and the two markers that stand where an object does not: `$json`
/// for what has no form, `$cut` for what was cut.
final class TypedData {
    static final String JSON = "$json";
    static final String CUT = "$cut";

    /// Of an object that is kept as JSON text.
    private static final ValueLimits TEXT_LIMITS = new ValueLimits(32, 10_000, 96 * 1024);

    private static final int MOST_PROBLEM = 512;

    private TypedData() {}

    /// The value of an object; where it has none, the marker, and `onFallback` hears why.
    static Value write(Object object, Consumer<String> onFallback) {
        if (object instanceof Value value) {
            return value;
        }
        try {
            return written(object);
        } catch (RuntimeException noForm) {
            String problem = String.valueOf(noForm.getMessage());
            onFallback.accept(problem);
            return fallback(object, problem);
        }
    }

    private static <T> Value written(T object) {
        @SuppressWarnings("unchecked") // the class of an object is the class of its type
        Class<T> type = (Class<T>) object.getClass();
        return ValueForm.of(type).write(object);
    }

    static Value fallback(Object object, String problem) {
        Map<String, Value> marker = new LinkedHashMap<>();
        marker.put("type", Value.of(object.getClass().getName()));
        marker.put(
                "problem", Value.of(problem.length() <= MOST_PROBLEM ? problem : problem.substring(0, MOST_PROBLEM)));
        marker.put("text", Value.of(JsonText.write(Value.shown(object, TEXT_LIMITS))));
        return Value.map(Map.of(JSON, Value.map(marker)));
    }

    static <T> Result<T> read(Event event, ValueForm<T> form, Value data) {
        return switch (form.read(data)) {
            case ValueForm.Reading.Read<T>(T object) -> Result.ok(object);
            case ValueForm.Reading.Mismatch<T>(var problems) -> {
                String marked = marked(data);
                List<String> reasons = marked == null ? problems : List.of(marked);
                yield Result.err(EventErrors.unreadable(event, form.type().getName(), reasons));
            }
        };
    }

    /// Why a value holds less than was written, null where it does not say so.
    private static @Nullable String marked(Value data) {
        if (!(data instanceof Value.MapValue(var fields))) {
            return null;
        }
        if (fields.size() == 1 && fields.get(JSON) instanceof Value.MapValue(var marker)) {
            return "it had no form and was kept as JSON text: "
                    + (marker.get("problem") instanceof Value.TextValue(String problem) ? problem : "");
        }
        for (var field : fields.entrySet()) {
            if (CutLogic.isCut(field.getValue())) {
                return field.getKey() + " was too large and was cut";
            }
        }
        return CutLogic.isCut(data) ? "it was too large and was cut" : null;
    }
}
