package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.error.Severity;
import java.time.Instant;
import java.util.Optional;

/// What is kept of an error that occurred; the event journal has it whole, under its id. Immutable.
///
/// @param id identity of the error
/// @param code its full code, as `D201` or `orders/D101`
/// @param severity how much it matters
/// @param at when it occurred
/// @param message what went wrong, at most 1,024 characters
/// @param correlationId of the operation that it happened in, where that is known
public record LoggedError(
        long id, String code, Severity severity, Instant at, String message, Optional<String> correlationId) {
    private static final int FIXED_BYTES = 200;

    /// An estimate from above of the memory that this takes.
    int bytes() {
        int characters = code.length()
                + message.length()
                + correlationId.map(String::length).orElse(0);
        return FIXED_BYTES + Character.BYTES * characters;
    }
}
