package io.elixirscope.foundation.config;

import java.nio.file.Path;

/// One layer of settings from outside the program: a file of some format, an environment.
///
/// Extension point: a place of settings that is no file implements it; a format of files is a
/// [ConfigFormat]. Reading may block, happens on the thread that opens the configuration, and
/// never throws for what is wrong with the content: that is a problem of the reading.
public interface ConfigSource {
    /// The name that problems and explanations show.
    ///
    /// @return for a file its path as given
    String name();

    /// Reads the whole source now. Blocks for the I/O.
    ///
    /// @return entries and problems
    ConfigReading read();

    /// A file of the format that its name ends with: `.properties`; with the module
    /// `foundation-formats` also `.yaml`, `.yml`, `.toml` and `.json`; and those of every other
    /// [ConfigFormat] that the class or module path has.
    ///
    /// @param file the file, UTF-8, at most 1 MiB; one that is missing, unreadable or of no known
    /// format is a problem of the reading
    /// @return the source
    /// @throws java.util.ServiceConfigurationError if a format on the path cannot be loaded
    static ConfigSource file(Path file) {
        return FileFormats.source(file);
    }

    /// A properties file, whatever its name: UTF-8, `key = value`, continuation lines, escapes. A
    /// key given twice, an unknown escape and malformed UTF-8 are problems with line and column.
    ///
    /// @param file the file, at most 1 MiB; one that is missing or unreadable is a problem
    /// @return the source
    static ConfigSource properties(Path file) {
        return new FileSource(file, new PropertiesFormat());
    }
}
