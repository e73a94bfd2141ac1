/// Benchmarks; so far what the clock itself costs, the floor under every figure.
///
/// Each row names its work, so that a figure in a document can be found again here.
package io.elixirscope.foundation.benchmarks;
