package io.elixirscope.foundation.config;

import io.elixirscope.foundation.value.DataSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The Foundation's own settings: the section `foundation` of every configuration, or its root where the
/// application has no record of its own. Immutable.
///
/// Keys, defaults, limits and what may change at run time are those of ElixirScope's foundation layer. These keys
/// drive something here; a change of one that is not changeable at run time takes effect at the next start:
///
/// | key | drives |
/// | --- | --- |
/// | `storage.hot.max-events` | the number of events a memory event store keeps |
/// | `storage.hot.max-age-seconds` | the age up to which a memory event store keeps an event |
/// | `storage.hot.prune-interval` | how often a memory event store drops what is too old |
///
/// All others are *data for the application*: they are read, validated, versioned and told to subscribers like its own
/// settings, and the library does nothing with them.
///
/// | section | what an application finds there |
/// | --- | --- |
/// | `ai` | provider of its analysis, and how much of it there is |
/// | `capture` | how it captures events: see [CaptureConfig] |
/// | `storage.warm`, `storage.cold` | where it keeps events beyond memory |
/// | `interface` | how its queries are answered |
/// | `dev` | switches for development |
/// | `infrastructure` | limits of calls to others: see [InfrastructureConfig] |
///
/// @param ai data for the application
/// @param capture data for the application
/// @param storage limits of event storage
/// @param query the section `interface`: data for the application
/// @param dev data for the application
/// @param infrastructure data for the application
public record FoundationConfig(
        Ai ai,
        CaptureConfig capture,
        Storage storage,
        @Key("interface") Interface query,
        Dev dev,
        InfrastructureConfig infrastructure) {

    /// The provider of an application's analysis. The library itself calls none.
    ///
    /// @param provider who answers
    /// @param apiKey what the provider is asked with
    /// @param model the provider's model
    /// @param analysis limits of one analysis
    /// @param planning what is analysed
    public record Ai(
            @Default("mock") Provider provider,
            @Secret Optional<String> apiKey,
            @Default("gpt-4") String model,
            Analysis analysis,
            Planning planning) {}

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

    /// Limits of one analysis.
    ///
    /// @param maxFileSize largest file, `> 0`; a bare number is bytes
    /// @param timeout longest wait, `> 0`; a bare number is milliseconds
    /// @param cacheTtl how long an answer is kept, `> 0`; a bare number is seconds
    public record Analysis(
            @Unit(Unit.Measure.BYTES) @Default("1000000") DataSize maxFileSize,
            @Unit(Unit.Measure.MILLIS) @Default("30000") Duration timeout,
            @Unit(Unit.Measure.SECONDS) @Default("3600") Duration cacheTtl)
            implements Checked {
        @Override
        public List<String> violations() {
            return new Rules()
                    .positive("maxFileSize", maxFileSize.bytes())
                    .positive("timeout", timeout)
                    .positive("cacheTtl", cacheTtl)
                    .broken();
        }
    }

    /// What is analysed.
    ///
    /// @param defaultStrategy how thoroughly
    /// @param performanceTarget share of the running time that analysis may take, `>= 0`
    /// @param samplingRate share of the calls that are looked at, `0..1`
    public record Planning(
            @Default("balanced") Strategy defaultStrategy,
            @Updatable @Default("0.01") double performanceTarget,
            @Updatable @Default("1.0") double samplingRate)
            implements Checked {
        @Override
        public List<String> violations() {
            return new Rules()
                    .atLeastZero("performanceTarget", performanceTarget)
                    .atLeastZero("samplingRate", samplingRate)
                    .atMost("samplingRate", samplingRate, 1.0)
                    .broken();
        }
    }

    /// How thoroughly an analysis goes.
    public enum Strategy {
        /// Little, soon.
        FAST,
        /// In between.
        BALANCED,
        /// Everything.
        THOROUGH
    }

    /// Where events are kept.
    ///
    /// @param hot in memory: what a memory event store is driven by
    /// @param warm on disk: data for the application
    /// @param cold elsewhere: data for the application
    public record Storage(Hot hot, Warm warm, Cold cold) {}

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
        @Override
        public List<String> violations() {
            return new Rules()
                    .positive("maxEvents", maxEvents)
                    .positive("maxAge", maxAge)
                    .positive("pruneInterval", pruneInterval)
                    .broken();
        }
    }

    /// Events on disk.
    ///
    /// @param enable whether there are any
    /// @param path the directory
    /// @param maxSizeMb most megabytes, `> 0` where it is enabled
    /// @param compression how they are packed
    public record Warm(
            @Default("false") boolean enable,
            @Default("./elixir_scope_data") Path path,
            @Default("100") int maxSizeMb,
            @Default("zstd") Compression compression)
            implements Checked {
        @Override
        public List<String> violations() {
            return new Rules()
                    .holds(!enable || maxSizeMb > 0, "maxSizeMb must be > 0 where it is enabled, was " + maxSizeMb)
                    .broken();
        }
    }

    /// How events on disk are packed.
    public enum Compression {
        /// Not at all.
        NONE,
        /// DEFLATE in gzip's frame.
        GZIP,
        /// Zstandard.
        ZSTD
    }

    /// Events elsewhere.
    ///
    /// @param enable whether there are any
    public record Cold(@Default("false") boolean enable) {}

    /// How queries are answered.
    ///
    /// @param queryTimeout longest wait, `> 0`; a bare number is milliseconds
    /// @param maxResults most results, `> 0`
    /// @param enableStreaming whether results come one by one
    public record Interface(
            @Updatable @Unit(Unit.Measure.MILLIS) @Default("10000")
            Duration queryTimeout,

            @Updatable @Default("1000") int maxResults,
            @Default("true") boolean enableStreaming)
            implements Checked {
        @Override
        public List<String> violations() {
            return new Rules()
                    .positive("queryTimeout", queryTimeout)
                    .positive("maxResults", maxResults)
                    .broken();
        }
    }

    /// Switches for development.
    ///
    /// @param debugMode whether the application helps who looks for its bugs
    /// @param verboseLogging whether it logs more
    /// @param performanceMonitoring whether it measures itself
    public record Dev(
            @Updatable @Default("false") boolean debugMode,
            @Updatable @Default("false") boolean verboseLogging,
            @Updatable @Default("true") boolean performanceMonitoring) {}
}
