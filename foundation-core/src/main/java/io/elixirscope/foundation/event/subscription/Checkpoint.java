package io.elixirscope.foundation.event.subscription;

import io.elixirscope.foundation.value.Value;
import java.util.Objects;

/// How far a named consumer or projection came. Immutable.
///
/// @param position every wanted event up to it was handled, `>= 0`
/// @param state what a projection made of them; the null value for a consumer
public record Checkpoint(long position, Value state) {
    /// Checks the range.
    public Checkpoint {
        if (position < 0) {
            throw new IllegalArgumentException("position must be >= 0, was " + position);
        }
        Objects.requireNonNull(state, "state");
    }

    /// A checkpoint without a state.
    ///
    /// @param position as of the record
    /// @return the checkpoint
    public static Checkpoint at(long position) {
        return new Checkpoint(position, Value.ofNull());
    }
}
