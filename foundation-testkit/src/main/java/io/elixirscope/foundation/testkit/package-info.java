/// Tools for tests of applications built on the foundation: manual time and contract kits.
///
/// A contract kit is an abstract class of tests: extend it, give it your own implementation, and the tests that the
/// library's own implementations pass run against yours. No tool here sleeps.
package io.elixirscope.foundation.testkit;
