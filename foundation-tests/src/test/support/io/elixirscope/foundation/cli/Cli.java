package io.elixirscope.foundation.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/// Runs the `foundation` command in this JVM and keeps what it printed.
final class Cli {

    /// The sample events of the repository; tests run in the module's folder.
    static final Path SAMPLE = Path.of("../samples/git-history.jsonl.gz");

    private Cli() {}

    static Run run(Object... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var results = new PrintWriter(out);
        var code = execute(results, new PrintWriter(err), words);
        results.flush();
        return new Run(code, out.toString(), err.toString());
    }

    static int execute(PrintWriter out, PrintWriter err, Object... words) {
        var args = List.of(words).stream().map(String::valueOf).toArray(String[]::new);
        return FoundationCommand.commandLine().setOut(out).setErr(err).execute(args);
    }

    /// Exit code, standard output, standard error.
    record Run(int code, String out, String err) {

        List<String> lines() {
            return out.lines().toList();
        }
    }
}
