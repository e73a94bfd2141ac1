package io.elixirscope.foundation.value;

/// What reading a JSON text came to.
public sealed interface JsonReading {

    /// The text is one JSON value within the limits.
    ///
    /// @param value the value
    record Parsed(Value value) implements JsonReading {}

    /// The text is not JSON, or goes beyond the limits.
    ///
    /// @param line where, from 1
    /// @param column where, in characters from 1
    /// @param problem what is wrong there, in words
    record Malformed(int line, int column, String problem) implements JsonReading {}
}
