/// Health: whether the parts of a running foundation do what they promise, with reasons.
///
/// Each subsystem registers its check. The answer is HEALTHY, DEGRADED (something is impaired now) or FAILED (a
/// required part gave up).
/// What is over, such as a past restart, is a count and does not degrade.
///
/// Checks run on a thread of their own, never on a supervisor's or a timer's; one that does not answer in time is
/// reported as such.
package io.elixirscope.foundation.health;
