package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.value.Value;

/// One setting as a source gives it. Immutable.
///
/// @param path the dotted key as written: `orders.batch-size`
/// @param value the raw value: text where the format has only text, else what it was parsed to
/// @param keyAt where the key stands
/// @param valueAt where the value begins; its text is cut before that column wherever the setting is secret or
///     unknown
public record ConfigEntry(String path, Value value, SourceExcerpt keyAt, SourceExcerpt valueAt) {
    /// Secrets must not show: the path alone.
    @Override
    public String toString() {
        return "ConfigEntry[" + path + " at " + keyAt.file() + ":" + keyAt.line() + "]";
    }
}
