/// Benchmarks: the library, its limits and its peers, in rows.
///
/// Each row names its work, so that a figure in a document can be found again here.
package io.elixirscope.foundation.benchmarks;
