/// Servers and what others do in their place: each counts, and answers with what it has counted.
package io.elixirscope.foundation.benchmarks.servers;
