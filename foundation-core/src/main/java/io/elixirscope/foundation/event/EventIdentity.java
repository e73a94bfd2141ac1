package io.elixirscope.foundation.event;

/// What makes an event one and the same: its source and the id that this source gave it.
///
/// @param source the event's source, a URI reference
/// @param id the event's id, 1-128 printable ASCII characters
public record EventIdentity(String source, String id) {}
