/// Loops of several callers at once, each subject in a JVM of its own, all subjects of a row by
/// turns.
///
/// What is measured is a [Contender][io.elixirscope.foundation.benchmarks.loop.Contender]; a
/// [Fork][io.elixirscope.foundation.benchmarks.loop.Fork] is the JVM that it runs in, a
/// [ForkedContender][io.elixirscope.foundation.benchmarks.loop.ForkedContender] the hold on it.
package io.elixirscope.foundation.benchmarks.loop;
