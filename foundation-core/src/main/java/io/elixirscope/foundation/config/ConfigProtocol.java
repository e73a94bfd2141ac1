package io.elixirscope.foundation.config;

import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;
import java.util.Map;
import java.util.OptionalLong;

/// Messages of the configuration server.
sealed interface ConfigProtocol {
    /// Applies a change set whole or not at all; with an expected version only if none of its paths changed since.
    record Apply(ConfigEdits edits, OptionalLong expected) implements ConfigProtocol, Call<ConfigProtocol, Answer> {}

    /// Gives the run-time layer the content it had in a version.
    record RollBack(long version, String who) implements ConfigProtocol, Call<ConfigProtocol, Answer> {}

    /// Writes the change log anew with what is kept.
    record Compact() implements ConfigProtocol, Cast<ConfigProtocol> {}
    /// Reads the sources again and brings into force what they say.
    record Reload(String who) implements ConfigProtocol, Call<ConfigProtocol, ConfigVersion.Reload> {}

    /// Looks whether sources have changed, and reloads them if so.
    record Look() implements ConfigProtocol, Cast<ConfigProtocol> {}

    /// What became of a change set that was not refused.
    sealed interface Answer {
        /// It is in force; the version is the old one when it changed nothing.
        ///
        /// @param differing after a rollback the paths whose values still differ, each with the
        ///     layer that holds it
        record Applied(ConfigVersion version, Map<String, String> differing) implements Answer {
            public Applied {
                differing = Map.copyOf(differing);
            }
        }

        /// What it was computed from has changed: compute again.
        record Outdated() implements Answer {}
    }
}
