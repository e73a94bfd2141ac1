package io.elixirscope.foundation.supervision;

/// What became of the tasks of one supervisor since it was made. Unit of all: tasks. Those that have not ended yet are
/// `started` less the four ends.
///
/// @param started tasks that were accepted
/// @param succeeded ended with a value
/// @param failed ended with an error that they returned
/// @param crashed ended by throwing
/// @param cancelled ended by a cancellation or by the stop of their supervisor
/// @param refused not accepted, so not started
public record TaskCounts(long started, long succeeded, long failed, long crashed, long cancelled, long refused) {
    /// The tasks that have ended, each once.
    ///
    /// @return their number
    public long ended() {
        return succeeded + failed + crashed + cancelled;
    }
}
