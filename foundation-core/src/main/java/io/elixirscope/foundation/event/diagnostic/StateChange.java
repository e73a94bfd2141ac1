package io.elixirscope.foundation.event.diagnostic;

import io.elixirscope.foundation.value.Value;
import java.util.List;
import java.util.Optional;

/// The data of [Diagnostics#STATE_CHANGE]. Where the list of changes itself was cut it does not
/// read as this record; its plain value holds the marker.
///
/// @param name whose state it is
/// @param before the state before, or the marker of what was cut
/// @param after the state after, or the marker of what was cut
/// @param changes what differs, at most [#MAX_CHANGES], in the order of the state before
/// @param moreChanges how many more places differ
public record StateChange(String name, Value before, Value after, List<Change> changes, int moreChanges) {
    /// Most changes that are listed.
    public static final int MAX_CHANGES = 100;

    /// Copies the changes.
    public StateChange {
        changes = List.copyOf(changes);
    }

    /// One place that differs.
    ///
    /// @param path names of fields and indexes of lists, joined by dots; empty: the state as a
    ///     whole
    /// @param before what was there; empty: nothing
    /// @param after what is there; empty: nothing
    public record Change(String path, Optional<Value> before, Optional<Value> after) {}
}
