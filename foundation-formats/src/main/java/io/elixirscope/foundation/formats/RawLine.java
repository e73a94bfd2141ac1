package io.elixirscope.foundation.formats;

import org.jspecify.annotations.Nullable;

/// One line of an input: its text, or what kept it from being text.
///
/// @param number from 1; empty lines count
/// @param text without the end of line; of a rejected line its beginning
/// @param rejection why the line cannot be read, null where it can
record RawLine(long number, String text, @Nullable LineRejection rejection) {}
