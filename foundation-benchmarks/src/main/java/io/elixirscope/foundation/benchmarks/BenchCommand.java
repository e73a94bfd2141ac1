package io.elixirscope.foundation.benchmarks;

import org.openjdk.jmh.Main;

/// The main class of `foundation bench`: runs the benchmarks whose names match the arguments, all without any.
public final class BenchCommand {

    private BenchCommand() {}

    /// Runs the benchmarks.
    ///
    /// @param args what the launcher of JMH takes: patterns of names and options
    /// @throws Exception where a benchmark cannot be run
    public static void main(String[] args) throws Exception {
        Main.main(args);
    }
}
