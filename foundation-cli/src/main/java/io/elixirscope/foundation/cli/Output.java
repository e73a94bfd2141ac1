package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.FoundationError;
import java.io.PrintWriter;
import java.util.Optional;

/// Where a verb's words go: results to standard output, talk to standard error. Not thread-safe.
final class Output {

    private static final int LINES_BETWEEN_CHECKS = 1_024;

    private final PrintWriter results;
    private final PrintWriter talk;
    private final boolean debug;
    private int unchecked;

    /// @param debug whether reports show stacks
    Output(PrintWriter results, PrintWriter talk, boolean debug) {
        this.results = results;
        this.talk = talk;
        this.debug = debug;
    }

    /// One line of the results; buffered.
    void line(String text) {
        results.print(text);
        results.print('\n');
        if (++unchecked == LINES_BETWEEN_CHECKS) {
            flush();
        }
    }

    /// A piece of a line of the results.
    void part(String text) {
        results.print(text);
    }

    /// Brings the results to their reader.
    ///
    /// @throws OutputLostException where that is not possible
    void flush() {
        unchecked = 0;
        if (results.checkError()) {
            throw new OutputLostException(results instanceof ResultWriter writer ? writer.failure() : Optional.empty());
        }
    }

    /// One line to standard error, at once.
    void say(String text) {
        talk.print(text);
        talk.print('\n');
        talk.flush();
    }

    /// A picture on standard error, without an end of line, at once.
    void draw(String picture) {
        talk.print(picture);
        talk.flush();
    }

    /// The report of an error to standard error, with the stack of its exception only for debugging.
    void report(FoundationError error) {
        var style = Terminal.style(Terminal.isThere(), System.getenv());
        say(error.report(debug ? style : style.withoutStacks()).stripTrailing());
    }
}
