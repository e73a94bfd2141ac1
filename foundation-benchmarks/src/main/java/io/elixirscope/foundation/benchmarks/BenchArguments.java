package io.elixirscope.foundation.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// What the command line asks for.
sealed interface BenchArguments {
    /// Every group that there will be, in the order of the documents.
    List<String> GROUPS = List.of("servers", ErrorsGroup.NAME, "config", "events", "telemetry", "start");

    String USAGE = """
            Usage: foundation bench [GROUP…] [--quick|--full] [--json]
              GROUP     %s; all that are built when none is given
              --quick   the headline rows in under five minutes (the default)
              --full    longer, for figures to publish
              --json    one JSON line a row on stdout""".formatted(String.join(" ", GROUPS));

    /// Measure these groups.
    record Measure(List<String> groups, Effort effort, boolean json) implements BenchArguments {}

    /// Say how it is used.
    record Help() implements BenchArguments {}

    /// Wrong usage.
    record Refused(String reason) implements BenchArguments {}

    /// @param built groups that can be measured
    static BenchArguments parse(List<String> arguments, List<String> built) {
        List<String> groups = new ArrayList<>();
        boolean quick = false;
        boolean full = false;
        boolean json = false;
        for (String argument : arguments) {
            switch (argument) {
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
        return new Measure(groups.isEmpty() ? built : groups, full ? Effort.FULL : Effort.QUICK, json);
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
