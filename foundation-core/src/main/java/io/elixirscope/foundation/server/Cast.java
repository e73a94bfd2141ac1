package io.elixirscope.foundation.server;

/// A message of protocol `P` without an answer. Write messages as records:
/// `record Restocked(String sku, int count) implements Stock, Cast<Stock> {}`.
///
/// @param <P> the protocol
public non-sealed interface Cast<P> extends Message<P> {}
