/// Repeating what failed, as the error's own strategy says, within a deadline and a budget.
///
/// Start at [io.elixirscope.foundation.retry.Retry]: a [io.elixirscope.foundation.retry.RetryOperation] runs a
/// body until it succeeds or repeating makes no sense any more; [io.elixirscope.foundation.retry.RetrySteps] gives
/// the same decisions to a loop of one's own. The error's type decides whether and when to repeat; limits and the
/// budget decide how often.
///
/// `run` blocks the calling thread between attempts, so give it a virtual thread. A success costs one striped
/// counter.
package io.elixirscope.foundation.retry;
