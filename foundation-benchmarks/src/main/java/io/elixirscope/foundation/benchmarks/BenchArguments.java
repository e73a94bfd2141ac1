package io.elixirscope.foundation.benchmarks;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// What the command line asks for.
sealed interface BenchArguments {
    /// Every group that there will be, in the order of the documents.
    List<String> GROUPS = List.of("servers", ErrorsGroup.NAME, "config", "events", "telemetry", "start");

    String USAGE = """
        Usage: foundation bench [GROUP…] [--only TEXT]… [--quick|--full] [--json]
          GROUP        %s; all that are built when none is given
          --only TEXT  only rows whose name contains TEXT; may be given again
          --quick      the headline rows in under five minutes (the default)
          --full       longer, for figures to publish
          --json       one JSON line a row on stdout\
        """.formatted(String.join(" ", GROUPS));

    /// Measure these groups.
    ///
    /// @param only texts of which a row's name contains one; empty for all rows
    record Measure(List<String> groups, List<String> only, Effort effort, boolean json) implements BenchArguments {
        boolean wants(Work work) {
            return only.isEmpty() || only.stream().anyMatch(work.name()::contains);
        }
    }

    /// Say how it is used.
    record Help() implements BenchArguments {}

    /// Wrong usage.
    record Refused(String reason) implements BenchArguments {}

    /// @param built groups that can be measured
    static BenchArguments parse(List<String> arguments, List<String> built) {
        List<String> groups = new ArrayList<>();
        List<String> only = new ArrayList<>();
        boolean quick = false;
        boolean full = false;
        boolean json = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--only" -> {
                    if (!rest.hasNext()) {
                        return new Refused("--only takes a text that the name of a row contains");
                    }
                    only.add(rest.next());
                }
                case "--quick" -> quick = true;
                case "--full" -> full = true;
                case "--json" -> json = true;
                case "-h", "--help" -> {
                    return new Help();
                }
                default -> {
                    if (!built.contains(argument)) {
                        return new Refused(reason(argument, built));
                    }
                    groups.add(argument);
                }
            }
        }
        if (quick && full) {
            return new Refused("--quick and --full exclude each other");
        }
        return new Measure(groups.isEmpty() ? built : groups, only, full ? Effort.FULL : Effort.QUICK, json);
    }

    private static String reason(String argument, List<String> built) {
        if (argument.startsWith("-")) {
            return "unknown option '" + argument + "'";
        }
        return GROUPS.contains(argument)
                ? "the group '" + argument + "' is not built yet (built: " + String.join(", ", built) + ")"
                : "unknown group '" + argument + "' (known: " + String.join(", ", GROUPS) + ")";
    }
}
