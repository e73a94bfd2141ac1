package io.elixirscope.foundation.event;

/// The answer to an append: where the event is.
///
/// @param position the event's place in commit order, from 1
/// @param duplicate true when the store had this very event already; then `position` is its old place
public record Appended(long position, boolean duplicate) {}
