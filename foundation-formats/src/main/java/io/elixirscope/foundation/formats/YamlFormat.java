package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.config.ConfigFormat;
import io.elixirscope.foundation.config.ConfigReading;
import java.util.Set;

/// YAML 1.2 with its core schema: `true` and `42` are a flag and a number; `yes`, `no`, `on`,
/// `off`, `08:30` and dates are texts, as is everything in quotes. Thread-safe, as it keeps
/// nothing.
///
/// Maps are sections and become dotted paths; a key with dots, in quotes or not, is a path too. A
/// key without a value, `null` or `~` is as if it were not there. A key given twice is a problem,
/// and so is the one thing that ends a reading without entries: a syntax error, a tab in the
/// indentation, an unknown escape, a second document, the merge key `<<`, a tag other than
/// `!!str`, more than 64 levels, 10,000 keys or a number of more than 400 digits.
///
/// Aliases stand for what their anchor marks, `*base` for `&base`; all of a file for at most
/// 10,000 values. No tag makes an object of anything.
public final class YamlFormat implements ConfigFormat {
    /// For `ServiceLoader`; programs name a file with
    /// [ConfigSource.file][io.elixirscope.foundation.config.ConfigSource#file].
    public YamlFormat() {}

    @Override
    public Set<String> endings() {
        return Set.of("yaml", "yml");
    }

    @Override
    public ConfigReading read(String file, String text) {
        return SettingEntries.read(file, text, YamlTree::read);
    }
}
