/// Benchmarks: the library and its peers side by side in one run.
///
/// Each row names its work, so that a figure in a document can be found again here.
package io.elixirscope.foundation.benchmarks;
