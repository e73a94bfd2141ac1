/// Supervision: who starts whom, in which order, and what happens when one of them ends.
///
/// Start at [io.elixirscope.foundation.supervision.Supervisor]. A supervisor starts its children in order, stops them
/// in reverse and restarts them by its strategy, within a limit of restarts in a window of time; beyond the limit it
/// gives up and its own supervisor decides. The decision itself is a pure function of the children, the exit and the
/// time: `SupervisorLogic`.
///
/// Decisions run on a named platform thread for each tree, never on a virtual thread, so that a spinning handler
/// cannot starve them. No user code runs there.
package io.elixirscope.foundation.supervision;
