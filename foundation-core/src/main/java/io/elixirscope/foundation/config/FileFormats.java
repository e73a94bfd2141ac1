package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationErrorType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/// The formats this program has, found once for each file that is named.
final class FileFormats {
    private static final Set<String> IN_THE_FORMATS_MODULE = Set.of("yaml", "yml", "toml", "json");

    private FileFormats() {}

    /// A file of the format its name ends with; a file of none is a source whose reading says so.
    static ConfigSource source(Path file) {
        var formats = new ArrayList<ConfigFormat>();
        formats.add(new PropertiesFormat());
        ServiceLoader.load(ConfigFormat.class, ConfigFormat.class.getClassLoader())
                .forEach(formats::add);
        return source(file, formats);
    }

    static ConfigSource source(Path file, List<ConfigFormat> formats) {
        var ending = ending(file);
        return formats.stream()
                .filter(format -> format.endings().contains(ending))
                .findFirst()
                .<ConfigSource>map(format -> new FileSource(file, format))
                .orElseGet(() -> new Unread(file.toString(), rule(ending, formats)));
    }

    private static String ending(Path file) {
        var name = file.toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 || name.indexOf(file.getFileSystem().getSeparator(), dot) >= 0
                ? ""
                : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static String rule(String ending, List<ConfigFormat> formats) {
        if (IN_THE_FORMATS_MODULE.contains(ending)) {
            return "needs the module foundation-formats on the class path or module path: add"
                    + " io.elixirscope:foundation-formats for ." + ending;
        }
        var endings = new TreeSet<String>();
        formats.forEach(format -> format.endings().forEach(known -> endings.add("." + known)));
        return "is of no known format: its name must end with one of " + String.join(", ", endings);
    }

    /// A file that no format reads.
    private record Unread(String name, String rule) implements ConfigSource {
        @Override
        public ConfigReading read() {
            return FileSource.failed(name, FoundationErrorType.INVALID_CONFIG_STRUCTURE, rule);
        }
    }
}
