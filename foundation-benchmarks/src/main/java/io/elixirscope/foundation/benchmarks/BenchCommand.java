package io.elixirscope.foundation.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/// `foundation bench`: the library, its limits and its peers, measured in one run.
///
/// Each subject runs in JVMs of its own. Only ratios inside one run count. Exit: 0 done, 1 a benchmark failed, 2 wrong
/// usage.
public final class BenchCommand {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;

    BenchCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// Runs the benchmarks and ends the process.
    ///
    /// @param arguments groups and options
    public static void main(String[] arguments) {
        System.exit(new BenchCommand(System.out, System.err).run(List.of(arguments)));
    }

    private static Map<String, List<Work>> groups() {
        Map<String, List<Work>> groups = new LinkedHashMap<>();
        groups.put(ServersGroup.NAME, ServersGroup.works());
        groups.put(ErrorsGroup.NAME, ErrorsGroup.works());
        return groups;
    }

    int run(List<String> arguments) {
        var groups = groups();
        return switch (BenchArguments.parse(arguments, List.copyOf(groups.keySet()))) {
            case BenchArguments.Help _ -> {
                out.println(BenchArguments.USAGE);
                yield 0;
            }
            case BenchArguments.Refused(var reason) -> {
                err.println("foundation bench: " + reason);
                err.println(BenchArguments.USAGE);
                yield WRONG_USAGE;
            }
            case BenchArguments.Measure asked -> measure(asked, groups);
        };
    }

    private int measure(BenchArguments.Measure asked, Map<String, List<Work>> groups) {
        List<Work> works = asked.groups().stream()
                .flatMap(group -> groups.get(group).stream())
                .filter(asked::wants)
                .toList();
        if (works.isEmpty()) {
            err.println("foundation bench: no row of " + String.join(", ", asked.groups()) + " contains '"
                    + String.join("' or '", asked.only()) + "'");
            return WRONG_USAGE;
        }
        // another run on this machine is no error here: figures say by their own error how much they were disturbed
        System.setProperty("jmh.ignoreLock", "true");
        // whatever the harness and its JVMs say is talk; results go to the stream that was standard output before
        System.setOut(err);
        var runs = new Runs(asked.effort(), line -> err.println("  " + line));
        List<Row> rows = new ArrayList<>();
        err.println(Machine.describe());
        try {
            for (Work work : works) {
                var row = runs.row(work);
                rows.add(row);
                if (asked.json()) {
                    out.println(JsonRows.line(row));
                }
            }
        } catch (RunnerException | IOException failed) {
            err.println("foundation bench: " + failed.getMessage());
            return FAILED;
        }
        if (!asked.json()) {
            out.println(Machine.describe() + ", " + LocalDate.now(ZoneOffset.UTC) + "\n");
            out.print(Table.of(rows));
        }
        return 0;
    }
}
