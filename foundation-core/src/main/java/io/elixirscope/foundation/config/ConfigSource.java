package io.elixirscope.foundation.config;

import java.nio.file.Path;
import java.util.Optional;

/// One layer of settings from outside the program: a file of some format, an environment.
///
/// Extension point: a place of settings that is no file implements it; a format of files is a
/// [ConfigFormat]. Reading may block, happens on the thread that opens the configuration and later
/// on the configuration's own, where it holds up changes but no reader, so what waits for a network
/// has a limit to its waiting; it never throws for what is wrong with the content: that is a problem
/// of the reading.
public interface ConfigSource {
    /// The name that problems and explanations show.
    ///
    /// @return for a file its path as given
    String name();

    /// Reads the whole source now. Blocks for the I/O.
    ///
    /// @return entries and problems
    ConfigReading read();

    /// What tells the content as it is now from another: equal stamps, equal content. A configuration looks at it
    /// again and again, on its own thread, and reads the source when it has changed; a remote source keeps one at
    /// hand. Blocks for the I/O, and never throws: a content that cannot be had has a stamp like any other.
    ///
    /// @return for a file a hash of its bytes; empty, unless overridden, for a source that cannot tell: it is read
    /// again only when a reload is asked for or another source has changed
    default Optional<String> stamp() {
        return Optional.empty();
    }

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
