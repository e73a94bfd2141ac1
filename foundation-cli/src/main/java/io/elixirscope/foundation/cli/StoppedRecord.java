package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.StoppedNode;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options `--schema CLASS --classpath PATH` of verbs that need the application's record while no node runs.
final class StoppedRecord {

    @Option(
            names = "--schema",
            paramLabel = "CLASS",
            description =
                    "While no node runs: the application's settings record; the one that the last node had, unless "
                            + "given.")
    private @Nullable String name;

    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            description =
                    "Where that record and what it uses are: folders and jars, as java has them; DIR/* is all jars "
                            + "of a folder.")
    private @Nullable String path;

    /// Gives a stopped node its record, where one was named or that of the last node is at hand.
    <T> Result<T> use(StoppedNode node, Function<StoppedNode, Result<T>> work) {
        var recorded = node.recordName();
        var wanted = name == null ? recorded.orElse(null) : name;
        boolean asked = name != null || path != null;
        if (wanted == null || (!asked && !RecordLoader.isAtHand(wanted))) {
            return work.apply(node).mapError(error -> helped(error, recorded));
        }
        return new RecordLoader(wanted, path).use(type -> work.apply(node.withRecord(type)));
    }

    private static FoundationError helped(FoundationError error, Optional<String> recorded) {
        return error.type() == FoundationErrorType.INVALID_INPUT
                ? error.with(
                        "help",
                        "start the node, or say where the record is: --schema " + recorded.orElse("CLASS")
                                + " --classpath PATH")
                : error;
    }
}
