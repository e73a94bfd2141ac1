package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was seen of the sources so far. The configuration server alone changes it, others may ask for the refusal.
final class SourceWatch {
    private final ConfigSources sources;
    private List<Optional<String>> loaded;
    private List<Optional<String>> seen;
    private volatile @Nullable FoundationError refusal;

    /// @param start what the start read
    SourceWatch(ConfigSources sources, ConfigSources.Content start) {
        this.sources = sources;
        this.loaded = start.stamps();
        this.seen = loaded;
    }

    ConfigSources sources() {
        return sources;
    }

    /// Whether any source can tell that it changed.
    boolean watches() {
        return loaded.stream().anyMatch(Optional::isPresent);
    }

    /// The sources that have changed since they were read, once two looks in a row have seen the same: who writes a
    /// file in several steps is not met half-way. Empty when there is nothing to read. Blocks for the I/O.
    List<String> look() {
        var now = sources.stamps();
        boolean settled = now.equals(seen);
        seen = now;
        return settled ? sources.changed(loaded, now) : List.of();
    }

    /// That a content was read and judged.
    ///
    /// @param refused why it is not in force; null where it is
    void judged(ConfigSources.Content content, @Nullable FoundationError refused) {
        loaded = content.stamps();
        seen = loaded;
        refusal = refused;
    }

    /// Why the sources as they were read last are not in force; empty where they are.
    Optional<FoundationError> refusal() {
        return Optional.ofNullable(refusal);
    }
}
