package io.elixirscope.foundation.error;

import java.util.ArrayList;
import java.util.List;

/// Errors behind an error: at most [#MAX] in the whole tree, so that a tree is cheap to show however it was
/// built. Immutable.
///
/// @param errors the direct causes in the order they were added
/// @param total errors in the tree below
/// @param dropped errors that found no place
record Causes(List<FoundationError> errors, int total, int dropped) {
    /// Errors that are kept below one error, at all levels together.
    static final int MAX = 16;

    static final Causes EMPTY = new Causes(List.of(), 0, 0);

    /// A copy that counts errors more that found no place.
    Causes droppedToo(int more) {
        return new Causes(errors, total, dropped + more);
    }

    Causes with(FoundationError cause) {
        int below = cause.causeTree().total();
        if (total >= MAX) {
            return new Causes(errors, total, dropped + 1 + below);
        }
        boolean whole = total + 1 + below <= MAX;
        var next = new ArrayList<>(errors);
        next.add(whole ? cause : cause.withoutCauses());
        return whole
                ? new Causes(List.copyOf(next), total + 1 + below, dropped)
                : new Causes(List.copyOf(next), total + 1, dropped + below);
    }
}
