/// Files that people write and systems exchange, read with the line and column of every value.
///
/// Parsers are bounded in depth, aliases and size; the first syntax error of a file comes back with its place. Nothing
/// here keeps state
/// between files.
package io.elixirscope.foundation.formats;
