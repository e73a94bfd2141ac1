package io.elixirscope.foundation.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Answers words that are no call of a verb: what is wrong, what was meant perhaps, how it is called.
/// A missing option does not hide the unknown ones.
final class WrongUsage implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        var command = problem.getCommandLine();
        var err = command.getErr();
        unknownOptions(problem).forEach(option -> err.println("Unknown option: '" + option + "'"));
        err.println(problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, err);
        if (command.getSubcommands().isEmpty()) {
            err.print(synopsis(command));
            err.println("More: " + command.getCommandSpec().qualifiedName() + " --help");
        } else {
            command.usage(err, command.getColorScheme());
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String synopsis(CommandLine command) {
        var help = command.getHelp();
        return help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength());
    }

    private static List<String> unknownOptions(ParameterException problem) {
        if (!(problem instanceof MissingParameterException)) {
            return List.of();
        }
        return problem.getCommandLine().getUnmatchedArguments().stream()
                .filter(word -> word.startsWith("-"))
                .toList();
    }
}
