/// Time and threads as arguments: clocks, timers and the scheduler.
///
/// Every wait, wake-up, thread start, clock reading and random draw of the library goes through this package, so that a
/// test replaces
/// them all and runs the same way each time. No other package calls `Thread.sleep`, `System.nanoTime` or `Instant.now`.
///
/// A clock gives wall time for people and monotonic nanoseconds for durations; the two never mix. Timers run on a named
/// daemon platform
/// thread that never runs an application's code.
package io.elixirscope.foundation.time;
