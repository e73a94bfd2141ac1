package io.elixirscope.foundation.config;

import java.util.List;

/// What reading a [ConfigSource] gave: its entries, and every problem met on the way. Immutable.
///
/// @param entries the settings found, in the order of the source
/// @param problems syntax errors, duplicate keys, an unreadable file; empty when all went well
public record ConfigReading(List<ConfigEntry> entries, List<ConfigProblem> problems) {
    /// Copies both lists.
    public ConfigReading {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }
}
