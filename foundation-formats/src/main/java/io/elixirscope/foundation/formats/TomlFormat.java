package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.config.ConfigFormat;
import io.elixirscope.foundation.config.ConfigReading;
import java.util.Set;

/// TOML 1.0. Thread-safe, as it keeps nothing.
///
/// Tables are sections and become dotted paths; a key with dots in quotes is a path too. A date
/// and time with an offset is an instant; dates and times without one are texts, such as
/// `2026-01-31` and `07:32:00`. A key given twice is a problem, and so is the one thing that ends
/// a reading without entries: a syntax error, an unknown escape, a number out of its range, more
/// than 64 levels or 10,000 keys.
public final class TomlFormat implements ConfigFormat {
    /// For `ServiceLoader`; programs name a file with
    /// [ConfigSource.file][io.elixirscope.foundation.config.ConfigSource#file].
    public TomlFormat() {}

    @Override
    public Set<String> endings() {
        return Set.of("toml");
    }

    @Override
    public ConfigReading read(String file, String text) {
        return TomlReader.read(file, text);
    }
}
