package io.elixirscope.foundation.examples.orders;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `foundation demo`: runs the orders application and accounts for it.
@Command(
        name = "foundation demo",
        description = {
            "Runs a shop that takes orders while its servers crash, its process is killed half-way",
            "and its settings change; then accounts for every order.",
            "Exit 0 when the account balances, 1 when it does not or the demo fails, 2 for wrong usage."
        })
public final class OrdersDemo implements Callable<Integer> {

    private static final int MOST_SECONDS = 86_400;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long to take orders, 1 to 86400 seconds. Default: ${DEFAULT-VALUE}.")
    private long seconds;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data directory. Default: a new one in the directory for temporary files, which is kept.")
    private @Nullable Path data;

    @SuppressWarnings("UnusedVariable") // picocli reads it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--json", description = "Print the account as one JSON object.")
    private boolean json;

    /// Runs the demo and ends the process.
    ///
    /// @param arguments see `--help`
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new OrdersDemo())
                .setExecutionExceptionHandler((failure, command, _) -> {
                    command.getErr().println("foundation demo: " + message(failure));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments));
    }

    private static String message(Exception failure) {
        if (failure instanceof FileSystemException file) {
            return "cannot use " + file.getFile() + ": " + reason(file);
        }
        return String.valueOf(failure.getMessage());
    }

    private static String reason(FileSystemException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "the directory above it does not exist or takes no directories";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "a file is in the way";
            default -> failure.getReason() == null ? "the file system refuses it" : failure.getReason();
        };
    }

    @Override
    public Integer call() throws IOException, InterruptedException, DemoFailure {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw misuse("--seconds must be 1 to " + MOST_SECONDS + ", was " + seconds);
        }
        var directory = directory();
        var talk = new DemoTalk(System.err);
        try (var run = DemoRun.open(directory, seconds, talk)) {
            var end = endWith(run);
            var account = run.run();
            Runtime.getRuntime().removeShutdownHook(end);
            return show(account, directory);
        }
    }

    private int show(DemoAccount account, Path directory) {
        System.out.println(json ? account.fields().toLine() : AccountTable.of(account, directory));
        var imbalances = account.imbalances();
        if (json) {
            imbalances.forEach(imbalance -> System.err.println("does not balance: " + imbalance));
        }
        return imbalances.isEmpty() ? 0 : 1;
    }

    /// No child outlives an interrupted demo.
    private static Thread endWith(DemoRun run) {
        var end = new Thread(
                () -> {
                    try {
                        run.close();
                    } catch (IOException _) {
                        System.err.println(
                                "foundation demo: interrupted; the list of acknowledgements is not complete");
                    }
                },
                "end of the demo");
        Runtime.getRuntime().addShutdownHook(end);
        return end;
    }

    private Path directory() throws IOException {
        var wanted = data;
        if (wanted == null) {
            return Files.createTempDirectory("orders-");
        }
        if (Files.exists(wanted) && !Files.isDirectory(wanted)) {
            throw misuse("--data must be a directory, " + wanted + " is none");
        }
        return Files.createDirectories(wanted);
    }

    private ParameterException misuse(String problem) {
        var command = spec == null ? new CommandLine(this) : spec.commandLine();
        return new ParameterException(command, problem);
    }
}
