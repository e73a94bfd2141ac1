/// The foundation of one application: an instance holds everything, there is no global state.
///
/// Read the packages in this order: `error` (results and what went wrong), `server` (one message at
/// a time), `supervision` (who restarts whom), `telemetry` (what can be listened to), `config`
/// (live validated settings), `event` (the causal journal).
///
/// Needs JDK 25.0.3 or later; [FoundationVersion] says whether the running one will do.
package io.elixirscope.foundation;
