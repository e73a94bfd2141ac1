package io.elixirscope.foundation.config;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// One version of the configuration: the content of every source together with the changes made at run time.
/// Immutable.
///
/// @param number from 1, going on across restarts where the configuration has a directory
/// @param at when it came into force
/// @param who the metadata `who` of the error context that asked for it, else `local`
/// @param cause the reason given with the change, or what the start found
/// @param changedPaths the dotted paths whose effective value differs from the version before, in order; values
///     are never part of it
public record ConfigVersion(long number, Instant at, String who, String cause, Set<String> changedPaths) {
    /// Copies the paths in order.
    ///
    /// @throws IllegalArgumentException if the number is below 1
    public ConfigVersion {
        if (number < 1) {
            throw new IllegalArgumentException("number must be >= 1, was " + number);
        }
        changedPaths = Collections.unmodifiableSet(new TreeSet<>(changedPaths));
    }
}
