package io.elixirscope.foundation.value;

import org.jspecify.annotations.Nullable;

/// One type's way to a value and back.
interface Form {
    /// Writes an object of the type; throws [IllegalArgumentException] where it has no value.
    Value write(Object object);

    /// Reads an object of the type, or tells the place what is wrong and gives null.
    @Nullable
    Object read(Value value, Place place);

    /// Whether the null value is one of its values, and does not mean that there is none.
    default boolean readsNull() {
        return false;
    }
}
