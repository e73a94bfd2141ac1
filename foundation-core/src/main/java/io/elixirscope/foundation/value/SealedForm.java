package io.elixirscope.foundation.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form of a sealed interface of records: the record's map, and which of them it is.
final class SealedForm implements Form {
    static final String TYPE = "type";

    private List<RecordForm> variants = List.of();

    void variants(List<RecordForm> made) {
        variants = List.copyOf(made);
    }

    @Override
    public Value write(Object object) {
        for (RecordForm variant : variants) {
            if (variant.type() == object.getClass()) {
                Map<String, Value> fields = new LinkedHashMap<>();
                fields.put(TYPE, Value.of(variant.type().getSimpleName()));
                fields.putAll(variant.fields(object));
                return Value.map(fields);
            }
        }
        throw new IllegalArgumentException(object.getClass().getName() + " is not one of the sealed records");
    }

    @Override
    public @Nullable Object read(Value value, Place place) {
        if (!(value instanceof Value.MapValue(var fields))) {
            return place.wrong("a map", value);
        }
        for (RecordForm variant : variants) {
            if (Value.of(variant.type().getSimpleName()).equals(fields.get(TYPE))) {
                return variant.read(value, place);
            }
        }
        List<String> names =
                variants.stream().map(variant -> variant.type().getSimpleName()).toList();
        Value found = fields.get(TYPE);
        return place.at(TYPE).wrong("one of " + names, found == null ? Value.ofNull() : found);
    }
}
