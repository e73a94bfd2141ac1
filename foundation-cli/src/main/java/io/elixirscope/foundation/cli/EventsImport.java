package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Durability;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.formats.CloudEventsLines;
import io.elixirscope.foundation.time.Scheduler;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `foundation events import FILE`: events from CloudEvents JSON lines into the journal.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Reads events from CloudEvents JSON lines, plain or gzip, and appends those that are new.",
            "The same event again is a duplicate; a bad line, or a known identity with other content, is rejected, "
                    + "reported on standard error and skipped; 'position' and 'recordedat' are assigned anew."
        },
        footer = {
            "",
            "Exit code: 0 when the input was read to its end, also where lines were rejected; 1 when it could not be, "
                    + "when every line was rejected, or when the journal failed; 2 wrong usage."
        })
final class EventsImport extends Verb {

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Parameters(paramLabel = "FILE|-", description = "The file; - is standard input.")
    private String file = "";

    @Option(
            names = "--ack",
            description = "Print {\"position\":…,\"id\":…} for each event once it is durable, instead of a summary.")
    private boolean ack;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            converter = Arguments.Positive.class,
            description = "Import the file N times, each time with fresh ids, causes and correlations.")
    private @Nullable Long repeat;

    @Option(
            names = "--appenders",
            paramLabel = "N",
            converter = Arguments.Appenders.class,
            description = "Append with N threads, 1 to 64; above 1 the order of positions is not that of the lines.")
    private Integer appenders = 1;

    @Option(
            names = "--durability",
            paramLabel = "os|fsync",
            converter = Arguments.Level.class,
            description = "What an acknowledged event survives: the process (os, default) or a power loss (fsync).")
    private Durability durability = Durability.OS;

    @Override
    Result<Integer> run(Output output) {
        var source = new ImportSource(file);
        if (repeat != null && source.standardInput()) {
            throw usage("--repeat needs a file: standard input can be read only once");
        }
        return source.open().flatMap(lines -> {
            try (lines) {
                return data.write(durability, store -> importAll(source, lines, store, output));
            }
        });
    }

    private Result<Integer> importAll(ImportSource source, CloudEventsLines lines, EventStore store, Output output) {
        var clock = Scheduler.system().clock();
        var began = clock.nanos();
        var account = new ImportAccount(output, ack, Progress.of(output, clock, source::share));
        Result<Done> result;
        try (var importer = new Importer(store, source.name(), account, appenders)) {
            result = repeat == null
                    ? importer.run(lines, UnaryOperator.identity())
                    : repeat(importer, source, lines, repeat);
        }
        account.end(json(), Math.max(0, clock.nanos() - began));
        return result.map(_ -> account.allRejected() ? FAILED : DONE);
    }

    private static Result<Done> repeat(Importer importer, ImportSource source, CloudEventsLines first, long times) {
        var run = HexFormat.of().toHexDigits(Scheduler.system().random(), 8);
        var result = importer.run(first, new FreshIds("~" + run + "-1"));
        for (var round = 2L; round <= times && result.succeeded(); round++) {
            var ids = new FreshIds("~" + run + "-" + round);
            result = source.open().flatMap(lines -> {
                try (lines) {
                    return importer.run(lines, ids);
                }
            });
        }
        return result;
    }
}
