package io.elixirscope.foundation.formats;

import java.util.Locale;
import java.util.Optional;

/// The formats of configuration files, told apart by the ending of the file's name.
public enum FileFormat {
    /// YAML 1.2: `.yaml`, `.yml`.
    YAML,
    /// TOML 1.0: `.toml`.
    TOML,
    /// JSON: `.json`.
    JSON,
    /// Java properties: `.properties`.
    PROPERTIES;

    /// The format that a file's name stands for; upper and lower case are the same.
    ///
    /// @param fileName a name or path, such as `app.yaml`
    /// @return the format, or empty where the ending is not known
    public static Optional<FileFormat> ofFileName(String fileName) {
        var ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "yaml", "yml" -> Optional.of(YAML);
            case "toml" -> Optional.of(TOML);
            case "json" -> Optional.of(JSON);
            case "properties" -> Optional.of(PROPERTIES);
            default -> Optional.empty();
        };
    }
}
