package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.ErrorCatalogue;
import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `foundation errors explain CODE`: what a code means and what to do.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says what an error code means and what to do; an unknown one is answered with its neighbours.")
final class ErrorsExplain extends Verb {

    @Parameters(paramLabel = "CODE", description = "A code such as D201, its number 3201, or a name.")
    private String code = "";

    @Override
    Result<Integer> run(Output output) {
        return ErrorCatalogue.builtIn()
                .get(code)
                .map(type -> show(type, output))
                .mapError(unknown -> code.contains("/")
                        ? unknown.with("known here", "the built-in types; an application's types are known to it alone")
                        : unknown);
    }

    private int show(ErrorType type, Output output) {
        if (json()) {
            output.line(JsonText.write(ErrorTypeView.json(type)));
        } else {
            ErrorTypeView.lines(type).forEach(output::line);
        }
        return DONE;
    }
}
