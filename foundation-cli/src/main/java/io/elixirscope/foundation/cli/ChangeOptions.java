package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a change: why, and what must not have changed meanwhile.
final class ChangeOptions {

    @Option(names = "--because", paramLabel = "TEXT", description = "Why, for the history.")
    private @Nullable String because;

    @Option(
            names = "--expect",
            paramLabel = "VERSION",
            converter = Arguments.Positive.class,
            description = "Only if none of the settings has changed since this version.")
    private @Nullable Long expect;

    /// As arguments of `config.update`.
    Map<String, Value> args() {
        Map<String, Value> args = new LinkedHashMap<>();
        if (because != null) {
            args.put("because", Value.of(because));
        }
        if (expect != null) {
            args.put("expect", Value.of(expect));
        }
        return args;
    }
}
