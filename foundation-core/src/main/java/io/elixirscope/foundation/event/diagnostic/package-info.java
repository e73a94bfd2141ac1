/// Diagnostic events: a function was entered, a function was left, the state of a server changed.
///
/// Start at [io.elixirscope.foundation.event.diagnostic.Diagnostics]. What they carry is for people
/// who look for a fault: any object, shown by its parts and without secrets, and cut to a marker
/// where it is large. They are ordinary events of an ordinary store.
///
/// Thread-safe.
package io.elixirscope.foundation.event.diagnostic;
