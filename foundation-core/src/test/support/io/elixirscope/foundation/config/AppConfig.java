package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.Value;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An application's settings, with something of every kind.
public record AppConfig(
        Server server, Orders orders, @Default("a, b") List<String> tags, Optional<Instant> opened) {
    public record Server(
            @Default("8080") int port,
            @Default("localhost") String host,
            @Default("https://example.org/") URI home,
            @Default("/var/app") Path folder) {}

    public record Orders(
            @Updatable @Default("100") int batchSize,
            @Updatable @Default("2s") Duration timeout,
            @Updatable @Default("0.5") double ratio,
            @Updatable @Default("drop-oldest") Overflow overflow,

            @Updatable @Unit(Unit.Measure.BYTES) @Default("16MiB")
            long limit,

            @Updatable @Default("1") int min,
            @Updatable @Default("9") int max,
            @Secret @Default("s3cr3t-key") String apiKey,
            @Key("interface") @Updatable Optional<String> network)
            implements Checked {
        public Orders {
            if (batchSize < 1) {
                throw new IllegalArgumentException("batchSize must be >= 1, was " + batchSize);
            }
            if (apiKey.length() < 5) {
                throw new IllegalArgumentException("apiKey must have 5 characters, was " + apiKey);
            }
        }

        @Override
        public List<String> violations() {
            return min <= max ? List.of() : List.of("min must be <= max, was " + min, "together they are wrong");
        }
    }

    public enum Overflow {
        DROP_OLDEST,
        BLOCK
    }

    static ConfigSchema schema() {
        return ConfigSchema.of(AppConfig.class, null);
    }

    /// Defaults with some raw texts over them.
    static Baseline baseline(Map<String, String> texts) {
        var values = new LinkedHashMap<String, Value>();
        texts.forEach((path, text) -> values.put(path, Value.of(text)));
        var schema = schema();
        return Baseline.of(schema, List.of(Layers.defaults(schema), Layers.arguments(values, schema)));
    }

    /// The first version over a baseline.
    static ConfigState first(Baseline baseline) {
        var version = new ConfigVersion(1, Instant.EPOCH, "local", "first start", java.util.Set.of());
        return switch (baseline.with(Map.of())) {
            case Validation.Valid valid -> new ConfigState(version, baseline, Map.of(), valid, Map.of());
            case Validation.Invalid(var problems) -> throw new AssertionError(problems.toString());
        };
    }
}
