package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Settings in numbered versions, of a node that runs ([Config]) or as one left them ([StoredConfig]): what tools
/// read and change without knowing the application's record.
public sealed interface VersionedSettings permits Config, StoredConfig {
    /// Settings of one version. Immutable.
    ///
    /// @param version the version's number
    /// @param values path → canonical value, in the order of the paths; a secret is `•••`, an
    ///     absent optional setting the null value
    record Values(long version, Map<String, Value> values) {
        /// Copies the values in order.
        public Values {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
        }
    }

    /// The number of the newest version.
    ///
    /// @return from 1
    long version();

    /// The effective values at a path or below it.
    ///
    /// Errors: `C302` when there is no setting there.
    ///
    /// @param path a setting or section; empty for all
    /// @return one version's values, at least one
    Result<Values> values(String path);

    /// The newest versions.
    ///
    /// @return at most 1,024, oldest first
    List<ConfigVersion> history();

    /// What differs between two versions.
    ///
    /// Errors: `C303` when one of them is not kept.
    ///
    /// @param from a version's number
    /// @param to another's, older or newer
    /// @return one entry for each setting whose value differs, sorted by path
    Result<List<ConfigVersion.Difference>> diff(long from, long to);

    /// Why a setting has the value it has.
    ///
    /// Errors: `C302` when there is no such setting.
    ///
    /// @param path the dotted path of one setting
    /// @return the explanation
    Result<ConfigExplanation> explain(String path);

    /// Applies a change set whole or not at all.
    ///
    /// Errors: those of [Config#update(UnaryOperator)].
    ///
    /// @param change makes the change set
    /// @return the newest version then
    Result<ConfigVersion> update(UnaryOperator<ConfigChange> change);

    /// Applies a change set if none of its paths changed after a version.
    ///
    /// Errors: those of [Config#update(long, UnaryOperator)].
    ///
    /// @param expectedVersion the version that the change was decided on
    /// @param change makes the change set
    /// @return the newest version then
    Result<ConfigVersion> update(long expectedVersion, UnaryOperator<ConfigChange> change);

    /// Makes the run-time layer what it was in a version.
    ///
    /// Errors: those of [Config#rollback(long)].
    ///
    /// @param version the number of a version
    /// @return the newest version then, and the settings that still differ
    Result<ConfigVersion.Rollback> rollback(long version);
}
