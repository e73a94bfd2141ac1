package io.elixirscope.foundation.config;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// What a reload of the sources came to. Immutable.
///
/// @param version the version in force then; the one before when no effective value changed
/// @param pendingRestart the settings that cannot change at run time and whose sources say something else now, in
///     order: they have their new value after a restart
/// @param shadowed the settings whose sources changed, in order, but which keep the value of a change made at run
///     time
public record ConfigReload(ConfigVersion version, Set<String> pendingRestart, Set<String> shadowed) {
    /// Copies the paths in order.
    public ConfigReload {
        pendingRestart = Collections.unmodifiableSet(new TreeSet<>(pendingRestart));
        shadowed = Collections.unmodifiableSet(new TreeSet<>(shadowed));
    }
}
