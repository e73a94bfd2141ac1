package io.elixirscope.foundation.telemetry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One attached handler at one moment. Immutable.
///
/// @param handlerId its id
/// @param names what it listens to: names and prefixes
/// @param state whether it gets emissions now
/// @param failures calls that threw, `>= 0`
/// @param quarantines how often it was quarantined, `>= 0`
/// @param slowCalls calls that took more than 10 ms, `>= 0`; a [PromptHandler]'s are not timed
/// @param lastFailure type and message of the last throwable, at most 200 characters
/// @param retryAfter time until it is re-attached, `>= 0`, present while quarantined
public record HandlerStatus(
        String handlerId,
        List<String> names,
        HandlerState state,
        long failures,
        long quarantines,
        long slowCalls,
        Optional<String> lastFailure,
        Optional<Duration> retryAfter) {

    /// Copies the names.
    public HandlerStatus {
        names = List.copyOf(names);
    }
}
