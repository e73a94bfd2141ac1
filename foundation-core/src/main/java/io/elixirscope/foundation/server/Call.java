package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;

/// A message of protocol `P` that is answered with an `R`. Write messages as records:
/// `record Reserve(String sku, int count) implements Stock, Call<Stock, Reservation> {}`.
///
/// The default methods build the reply in the switch form of a server, so that the compiler fixes `R` there too.
///
/// @param <P> the protocol
/// @param <R> the type of the answer
public non-sealed interface Call<P, R> extends Message<P> {
    /// The answer `value`, and the next state.
    ///
    /// @param <S> the server's state
    /// @param value the answer
    /// @param state the state after this message
    /// @return the reply
    default <S> Reply<R, S> reply(R value, S state) {
        return Reply.ok(value, state);
    }

    /// The answer as a result, and the next state.
    ///
    /// @param <S> the server's state
    /// @param result the answer or the refusal
    /// @param state the state after this message
    /// @return the reply
    default <S> Reply<R, S> reply(Result<R> result, S state) {
        return Reply.of(result, state);
    }

    /// A refusal, and the next state.
    ///
    /// @param <S> the server's state
    /// @param error why the call is refused
    /// @param state the state after this message
    /// @return the reply
    default <S> Reply<R, S> refuse(FoundationError error, S state) {
        return Reply.err(error, state);
    }

    /// No answer yet: it is given later through [ServerContext#replyTo(Call)].
    ///
    /// @param <S> the server's state
    /// @param state the state after this message
    /// @return the reply
    default <S> Reply<R, S> later(S state) {
        return Reply.later(state);
    }
}
