package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.config.Config;
import io.elixirscope.foundation.config.ConfigProblem;
import io.elixirscope.foundation.error.Result;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `foundation config check FILE…`: every problem of configuration files, each with its place.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Checks configuration files against a settings record as a start would, a later file above an earlier one, "
                    + "and shows every problem with its line; --json prints JSON lines.",
            "The end of a file's name says its format: .yaml, .yml, .toml, .json or .properties."
        },
        footer = "%nExit code: 0 no problem, 1 at least one, 2 wrong usage.")
final class ConfigCheck extends Verb {

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            converter = Arguments.File.class,
            description = "The files, in the order in which the application is given them.")
    private List<Path> files = List.of();

    @Mixin
    private SchemaClass schema = new SchemaClass();

    @Override
    Result<Integer> run(Output output) {
        return schema.use(type -> Result.ok(show(check(type), type, output)));
    }

    private List<ConfigProblem> check(Class<?> type) {
        var builder = Config.builder(type);
        files.forEach(builder::file);
        var order = files.stream().map(Path::toString).toList();
        return builder.check().stream()
                .sorted(Comparator.<ConfigProblem>comparingInt(problem -> file(problem, order))
                        .thenComparingInt(problem ->
                                problem.at() == null ? 0 : problem.at().line())
                        .thenComparingInt(problem ->
                                problem.at() == null ? 0 : problem.at().column()))
                .toList();
    }

    /// Problems of no file come last.
    private static int file(ConfigProblem problem, List<String> order) {
        int at = order.indexOf(ConfigProblemView.file(problem, order));
        return at < 0 ? order.size() : at;
    }

    private int show(List<ConfigProblem> problems, Class<?> type, Output output) {
        var names = files.stream().map(Path::toString).toList();
        for (var problem : problems) {
            output.line(json() ? ConfigProblemView.json(problem, names) : ConfigProblemView.text(problem));
        }
        output.flush();
        output.say((problems.isEmpty() ? "no problem" : Numbers.counted(problems.size(), "problem")) + " in "
                + Numbers.counted(files.size(), "file") + ", checked against " + type.getName());
        return problems.isEmpty() ? DONE : FAILED;
    }
}
