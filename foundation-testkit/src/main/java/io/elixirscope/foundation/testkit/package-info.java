/// Tools for tests of applications built on the foundation: servers for a test, manual time,
/// seeded runs, contract kits.
///
/// Start with [FoundationExtension][io.elixirscope.foundation.testkit.FoundationExtension] in
/// JUnit, or with [TestServers][io.elixirscope.foundation.testkit.TestServers] elsewhere. What
/// depends on time is tested with a
/// [ManualClock][io.elixirscope.foundation.testkit.ManualClock], what depends on the order of
/// threads with [Deterministic][io.elixirscope.foundation.testkit.Deterministic].
///
/// A contract kit is an abstract class of tests: extend it, give it your own implementation, and
/// the tests that the library's own implementations pass run against yours. No tool here sleeps.
package io.elixirscope.foundation.testkit;
