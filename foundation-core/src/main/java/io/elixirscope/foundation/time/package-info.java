/// Time and scheduling: the one seam through which the library waits, wakes, starts threads, reads clocks and
/// draws random numbers.
///
/// Start with [Scheduler][io.elixirscope.foundation.time.Scheduler]: everything that depends on time is given
/// one by constructor. [Timers][io.elixirscope.foundation.time.Timers] runs short actions later on one daemon
/// platform thread. A test replaces the scheduler by one whose clock moves by hand.
package io.elixirscope.foundation.time;
