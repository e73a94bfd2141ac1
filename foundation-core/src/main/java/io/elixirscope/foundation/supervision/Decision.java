package io.elixirscope.foundation.supervision;

import java.util.List;

/// What a supervisor does about a child that ended.
sealed interface Decision {
    /// Stop some, then start some.
    ///
    /// @param stop ids to stop, in this order
    /// @param start ids to start, in this order
    /// @param remove ids of temporary children that are stopped and not started again
    /// @param window the restarts with this one
    record Restart(List<String> stop, List<String> start, List<String> remove, RestartWindow window)
            implements Decision {}

    /// The child stays ended; its specification is kept.
    record Leave() implements Decision {}

    /// The child stays ended and is forgotten.
    record Remove() implements Decision {}

    /// Too many restarts: stop all children and end.
    ///
    /// @param window the restarts, with the one that is not made
    record GiveUp(RestartWindow window) implements Decision {}
}
