package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.FoundationException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Reports what a verb threw: an error that travelled as an exception as itself, anything else as `S401`.
///
/// Stacks are shown with `--debug` only.
final class InternalErrors implements IExecutionExceptionHandler {

    private static final String OURS = "io.elixirscope.";

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        var debug = command.getParseResult().hasMatchedOption("--debug");
        var output = new Output(command.getOut(), command.getErr(), debug);
        output.report(thrown instanceof FoundationException known ? known.error() : internal(thrown));
        if (debug) {
            thrown.printStackTrace(command.getErr());
            command.getErr().flush();
        }
        return Verb.FAILED;
    }

    private static FoundationError internal(Exception thrown) {
        var place = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> frame.getClassName() + ":" + frame.getLineNumber())
                .orElse("outside of this program");
        return FoundationError.of(
                FoundationErrorType.INTERNAL_ERROR,
                "%s: %s, at %s; --debug shows the stack"
                        .formatted(thrown.getClass().getSimpleName(), thrown.getMessage(), place));
    }
}
