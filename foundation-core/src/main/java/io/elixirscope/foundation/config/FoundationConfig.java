package io.elixirscope.foundation.config;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The Foundation's own settings: the section `foundation` of every configuration, or its root where the
/// application has no record of its own. Immutable.
///
/// | key | default | at run time | drives |
/// | --- | --- | --- | --- |
/// | `ai.provider` | `mock` | no | data for the application |
/// | `dev.debug-mode` | `false` | yes | data for the application |
/// | `dev.verbose-logging` | `false` | yes | data for the application |
/// | `dev.performance-monitoring` | `true` | yes | data for the application |
/// | `storage.hot.max-events` | `100000` | no | the number of events a memory event store keeps |
/// | `storage.hot.max-age-seconds` | `3600` (s) | no | the age up to which a memory event store keeps an event |
/// | `storage.hot.prune-interval` | `60000` (ms) | no | how often a memory event store drops what is too old |
///
/// @param ai the provider of an application's analysis
/// @param dev switches for development
/// @param storage limits of event storage
public record FoundationConfig(Ai ai, Dev dev, Storage storage) {
    /// The provider of an application's analysis.
    ///
    /// @param provider data for the application; the library itself calls no provider
    public record Ai(@Default("mock") Provider provider) {}

    /// Names of analysis providers.
    public enum Provider {
        /// Answers without a network.
        MOCK,
        /// OpenAI.
        OPENAI,
        /// Anthropic.
        ANTHROPIC,
        /// Google Gemini.
        GEMINI
    }

    /// Switches for development.
    ///
    /// @param debugMode data for the application
    /// @param verboseLogging data for the application
    /// @param performanceMonitoring data for the application
    public record Dev(
            @Updatable @Default("false") boolean debugMode,
            @Updatable @Default("false") boolean verboseLogging,
            @Updatable @Default("true") boolean performanceMonitoring) {}

    /// Limits of event storage.
    ///
    /// @param hot events in memory
    public record Storage(Hot hot) {}

    /// Events in memory.
    ///
    /// @param maxEvents how many are kept, `> 0`
    /// @param maxAge how long one is kept, `> 0`; a bare number is seconds
    /// @param pruneInterval how often old ones are dropped, `> 0`; a bare number is milliseconds
    public record Hot(
            @Default("100000") int maxEvents,

            @Key("max-age-seconds") @Unit(Unit.Measure.SECONDS) @Default("3600")
            Duration maxAge,

            @Unit(Unit.Measure.MILLIS) @Default("60000") Duration pruneInterval)
            implements Checked {
        /// Each limit must be positive.
        @Override
        public List<String> violations() {
            return Stream.of(
                            maxEvents > 0 ? "" : "maxEvents must be > 0, was " + maxEvents,
                            rule("maxAge", maxAge),
                            rule("pruneInterval", pruneInterval))
                    .filter(text -> !text.isEmpty())
                    .toList();
        }

        private static String rule(String name, Duration value) {
            return value.isPositive() ? "" : name + " must be > 0, was " + value.toMillis() + "ms";
        }
    }
}
