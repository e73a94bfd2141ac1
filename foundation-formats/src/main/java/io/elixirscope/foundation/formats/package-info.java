/// Events as CloudEvents JSON lines, read with the line and column of what is wrong.
///
/// Start at [io.elixirscope.foundation.formats.CloudEventsLines]. Reading is bounded in the length of a line, in depth
/// and in size; a line that is no event is told with its number and the reason, and the next one is read. Nothing here
/// keeps state between files.
package io.elixirscope.foundation.formats;
