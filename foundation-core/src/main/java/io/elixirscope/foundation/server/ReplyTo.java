package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.FoundationError;

/// The right to answer one call after its handler has returned [Reply#later(Object)]. Thread-safe; does not block.
///
/// @param <R> the type of the answer
public interface ReplyTo<R> {
    /// Answers with `value`.
    ///
    /// @param value the answer
    /// @return false if the caller gave up, was answered already, or the incarnation that took this right is over
    boolean ok(R value);

    /// Answers with a refusal.
    ///
    /// @param error why
    /// @return false if the caller gave up, was answered already, or the incarnation that took this right is over
    boolean err(FoundationError error);
}
