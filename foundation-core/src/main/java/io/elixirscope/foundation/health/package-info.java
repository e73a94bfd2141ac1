/// Health: whether the parts of a running foundation do what they promise, with reasons.
///
/// Each subsystem registers its [HealthCheck][io.elixirscope.foundation.health.HealthCheck] in the
/// [HealthRegistry][io.elixirscope.foundation.health.HealthRegistry]. The answer is the worst of all: HEALTHY,
/// DEGRADED (something is impaired now) or FAILED (a required part gave up). What is over, such as a past
/// restart, is a count and does not degrade.
///
/// Checks run in the thread that asks for health: they are short and do not block. A supervisor's, a timer's or
/// a socket's thread never asks itself: it hands the question over.
package io.elixirscope.foundation.health;
