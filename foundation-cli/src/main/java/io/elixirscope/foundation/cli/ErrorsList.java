package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.ErrorCatalogue;
import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonText;
import picocli.CommandLine.Command;

/// `foundation errors list`: every built-in type, one line each.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the built-in error types, one line each; --json prints JSON lines.")
final class ErrorsList extends Verb {

    @Override
    Result<Integer> run(Output output) {
        for (var type : ErrorCatalogue.builtIn().types()) {
            output.line(json() ? JsonText.write(ErrorTypeView.json(type)) : line(type));
        }
        return Result.ok(DONE);
    }

    private static String line(ErrorType type) {
        return "%-5s %-26s %-9s %-10s %s"
                .formatted(
                        type.fullCode(),
                        type.label(),
                        type.severity().name(),
                        type.retry().retryable() ? "retry" : "no retry",
                        type.message());
    }
}
