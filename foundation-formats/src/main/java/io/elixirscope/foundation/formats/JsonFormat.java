package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.config.ConfigFormat;
import io.elixirscope.foundation.config.ConfigReading;
import java.util.Set;

/// JSON (RFC 8259), without comments and commas at the end. Thread-safe, as it keeps nothing.
///
/// Objects are sections and become dotted paths; a key with dots is a path too. A member of value
/// `null` is as if it were not there. A key given twice is a problem, and so is the one thing
/// that ends a reading without entries: a syntax error, text after the end, more than 64 levels,
/// 10,000 keys or a number of more than 400 digits.
public final class JsonFormat implements ConfigFormat {
    /// For `ServiceLoader`; programs name a file with
    /// [ConfigSource.file][io.elixirscope.foundation.config.ConfigSource#file].
    public JsonFormat() {}

    @Override
    public Set<String> endings() {
        return Set.of("json");
    }

    @Override
    public ConfigReading read(String file, String text) {
        return SettingEntries.read(file, text, JsonTree::read);
    }
}
