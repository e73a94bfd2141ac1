package io.elixirscope.foundation.server;

/// Something a server of protocol `P` can be sent: a [Call] that is answered or a [Cast] that is not.
///
/// @param <P> the protocol: the sealed interface that all messages of one server implement
public sealed interface Message<P> permits Call, Cast {}
