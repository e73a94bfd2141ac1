package io.elixirscope.foundation.metrics;

import java.time.Instant;

/// How often errors of one code occurred.
///
/// @param code the full code, as `D201` or `orders/D101`
/// @param count errors of that code, each id once
/// @param firstSeen when the first one occurred
/// @param last the newest one
public record ErrorTally(String code, long count, Instant firstSeen, LoggedError last) {

    /// {@return when the newest one occurred}
    public Instant lastSeen() {
        return last.at();
    }

    ErrorTally with(LoggedError next) {
        return new ErrorTally(code, count + 1, firstSeen, next);
    }
}
