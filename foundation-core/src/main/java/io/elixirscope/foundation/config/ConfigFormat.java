package io.elixirscope.foundation.config;

import java.util.Set;

/// A format of configuration files.
///
/// Extension point, found by `ServiceLoader` when a [file][ConfigSource#file] is named.
/// Thread-safe: a format keeps nothing between two readings. Reading never throws for what is
/// wrong with the text: that is a problem of the reading.
public interface ConfigFormat {
    /// What the names of its files end with.
    ///
    /// @return endings in lower case without the dot: `yaml`, `yml`; upper and lower case are the
    /// same in names
    Set<String> endings();

    /// Reads the text of a whole file. Does not block.
    ///
    /// Excerpts show no other setting's value than their own; an excerpt of a syntax error shows
    /// no value at all, since nobody can tell which setting it belongs to.
    ///
    /// @param file the name that places and problems show
    /// @param text at most 1 MiB, without a byte order mark
    /// @return entries in the order of the text, and problems
    ConfigReading read(String file, String text);
}
