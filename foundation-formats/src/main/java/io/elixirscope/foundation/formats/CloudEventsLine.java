package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.event.Event;

/// What reading one line of CloudEvents JSON lines gave.
public sealed interface CloudEventsLine {

    /// The number of the line.
    ///
    /// @return from 1; empty lines count
    long number();

    /// A line that holds an event.
    ///
    /// @param number the number of the line, from 1
    /// @param text the line
    /// @param event the event
    record Parsed(long number, String text, Event event) implements CloudEventsLine {}

    /// A line that holds no event; the next line can be read.
    ///
    /// @param number the number of the line, from 1
    /// @param error what is wrong, with the place: `D201`, `D202`, `D205`
    record Rejected(long number, FoundationError error) implements CloudEventsLine {}

    /// The input cannot be read any further: a damaged gzip file, a failing disk. Nothing follows.
    ///
    /// @param number the number of the line that could not be read to its end, from 1
    /// @param error what is wrong: `D202`
    record Broken(long number, FoundationError error) implements CloudEventsLine {}
}
