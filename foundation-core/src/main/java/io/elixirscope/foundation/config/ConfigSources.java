package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationErrorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the layers below the run-time layer come from: sources, which are read again at a reload, between layers
/// that stay as they are while the process runs. Immutable.
///
/// @param schema what they are read against
/// @param sources lowest first
/// @param above the layers over the sources, lowest first
record ConfigSources(ConfigSchema schema, List<ConfigSource> sources, List<Layer> above) {
    ConfigSources {
        sources = List.copyOf(sources);
        above = List.copyOf(above);
    }

    /// What one look at all sources gave.
    ///
    /// @param stamps each source's, taken before it was read: what changes meanwhile shows at the next look
    /// @param layers of everything, lowest first
    record Content(List<Optional<String>> stamps, List<Layer> layers) {
        Content {
            stamps = List.copyOf(stamps);
            layers = List.copyOf(layers);
        }

        boolean broken() {
            return layers.stream().anyMatch(layer -> !layer.problems().isEmpty());
        }
    }

    /// Reads every source. Blocks for the I/O.
    Content read() {
        var stamps = stamps();
        var layers = new ArrayList<Layer>();
        layers.add(Layers.defaults(schema));
        sources.forEach(source -> layers.add(Layers.of(source.name(), reading(source), schema)));
        layers.addAll(above);
        return new Content(stamps, layers);
    }

    /// A source of somebody else's that throws has a problem like any other.
    private static ConfigReading reading(ConfigSource source) {
        try {
            return source.read();
        } catch (RuntimeException | StackOverflowError e) {
            return FileSource.failed(
                    source.name(), FoundationErrorType.CONFIG_NOT_FOUND, "cannot be read: it threw " + e);
        }
    }

    /// The stamp of each source. Blocks for the I/O.
    List<Optional<String>> stamps() {
        return sources.stream().map(ConfigSources::stamp).toList();
    }

    private static Optional<String> stamp(ConfigSource source) {
        try {
            return source.stamp();
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of("threw " + e.getClass().getName());
        }
    }

    /// The names of the sources whose stamps differ.
    List<String> changed(List<Optional<String>> before, List<Optional<String>> after) {
        var names = new ArrayList<String>();
        for (int i = 0; i < sources.size(); i++) {
            if (!before.get(i).equals(after.get(i))) {
                names.add(sources.get(i).name());
            }
        }
        return names;
    }
}
