package io.elixirscope.foundation.value;

/// What decoding the binary form of a value came to.
public sealed interface ValueReading {

    /// The bytes are one value within the limits.
    ///
    /// @param value the value
    record Decoded(Value value) implements ValueReading {}

    /// The bytes are not the binary form of a value, or go beyond the limits.
    ///
    /// @param offset index into the given array where that shows
    /// @param problem what is wrong there, in words
    record Corrupt(int offset, String problem) implements ValueReading {}
}
