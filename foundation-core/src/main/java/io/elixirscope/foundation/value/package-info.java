/// Values: the tree that events, errors and configuration carry, and its JSON text.
///
/// A value is null, boolean, long, decimal, double, text, bytes, instant, list or map: a sealed type, so that a
/// `switch` covers all. Values are immutable and safe in any thread. Reading and writing JSON text is bounded
/// in depth and size; what lies beyond a bound is refused, never cut.
///
/// This package uses nothing else of the library.
package io.elixirscope.foundation.value;
