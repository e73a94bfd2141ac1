package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A verb of the command line: options become fields, [#run] does the work, the result becomes the exit code.
///
/// A new verb is a subclass with `@Command`, listed in the `subcommands` of its group.
abstract class Verb implements Callable<Integer> {

    /// Done.
    static final int DONE = 0;

    /// The operation failed.
    static final int FAILED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "JSON only on standard output.")
    private boolean json;

    @Option(names = "--debug", description = "Show the stack of an internal error.")
    private boolean debug;

    /// Does the work; returns the exit code, or the error that is reported with exit code 1.
    abstract Result<Integer> run(Output output);

    @Override
    public final Integer call() {
        var output = new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), debug);
        try {
            var result = run(output);
            output.flush();
            return switch (result) {
                case Result.Ok(var code) -> code;
                case Result.Err(var error) -> failed(output, error);
            };
        } catch (OutputLostException lost) {
            return lost.readerGone() ? DONE : failed(output, unwritten(lost));
        }
    }

    /// Whether standard output is to hold JSON only.
    final boolean json() {
        return json;
    }

    /// Wrong usage that only shows when options are seen together: exit code 2.
    final ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static int failed(Output output, FoundationError error) {
        output.report(error);
        return FAILED;
    }

    private static FoundationError unwritten(OutputLostException lost) {
        return FoundationError.of(
                FoundationErrorType.STORAGE_FAILED, "standard output cannot be written: " + lost.getMessage());
    }
}
