package io.elixirscope.foundation.config;

import java.util.Set;

/// Java properties, the one format that needs no other module.
final class PropertiesFormat implements ConfigFormat {
    @Override
    public Set<String> endings() {
        return Set.of("properties");
    }

    @Override
    public ConfigReading read(String file, String text) {
        return new PropertiesReader(file, text).read();
    }
}
