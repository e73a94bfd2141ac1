package io.elixirscope.foundation.examples;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.util.ArrayList;
import java.util.List;

/// Errors as values: an operation carries its context, what fails on the way says what happened until then, and an
/// error
/// is recorded once.
public final class ErrorFlow {

    private ErrorFlow() {}

    /// Prints what the flow does.
    public static void main(String[] arguments) {
        run().forEach(IO::println);
    }

    static List<String> run() {
        var told = new ArrayList<String>();
        try (var foundation = Foundation.builder().start().orElseThrow()) {
            foundation.telemetry().attach("flow", "elixir_scope.error.occurred", emission -> {
                if (emission.attribute("error") instanceof FoundationError error) {
                    told.add("occurred: " + error.type().fullCode());
                }
            });

            var operation = foundation.newContext("import prices").with("file", "prices.csv");
            Result<Integer> imported = operation.call(ErrorFlow::importPrices);

            // success and failure are told apart by type; the compiler sees that both are handled
            switch (imported) {
                case Result.Ok<Integer>(var count) -> told.add(count + " prices");
                case Result.Err<Integer>(var error) -> {
                    told.add("recorded: " + foundation.errors().record(error));
                    told.add("recorded again: " + foundation.errors().record(error));
                    told.add("retry: " + error.type().retry());
                    told.add(error.report());
                }
            }
        }
        return told;
    }

    private static Result<Integer> importPrices() {
        return download().flatMap(ErrorFlow::parse);
    }

    private static Result<String> download() {
        ErrorContext.current().ifPresent(context -> context.breadcrumb("download prices"));
        return Result.ok("anvil;12.50;?");
    }

    private static Result<Integer> parse(String line) {
        ErrorContext.current().ifPresent(context -> context.breadcrumb("parse prices"));
        var problem = FoundationError.of(FoundationErrorType.FORMAT_ERROR, "a third column has no name");
        return Result.err(problem.with("line", line));
    }
}
