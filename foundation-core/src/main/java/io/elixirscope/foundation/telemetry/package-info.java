/// Telemetry: named events with measurements and metadata, and the handlers that listen to them.
///
/// An event is a handle, made once and kept in a field. While nobody listens, `enabled()` is one read and emitting
/// costs next to
/// nothing. Handlers run in the emitter's thread; one that throws is taken out and the fact is told by an event of its
/// own. Emitting never
/// throws.
///
/// Attach a handler by an event's name, by a list of names or by a prefix.
package io.elixirscope.foundation.telemetry;
