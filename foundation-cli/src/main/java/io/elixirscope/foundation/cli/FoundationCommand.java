package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.FoundationVersion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The root of the `foundation` command: help and version; every other verb is a subcommand.
@Command(
        name = "foundation",
        mixinStandardHelpOptions = true,
        versionProvider = FoundationCommand.Version.class,
        subcommands = {
            ConfigCommand.class,
            ErrorsCommand.class,
            EventsCommand.class,
            NodeHealth.class,
            NodeMetrics.class,
            NodeTop.class,
            NodeTree.class
        },
        description = "Events, configuration, errors and running nodes of ElixirScope Foundation.",
        footerHeading = "%nOf the repository's script ./foundation only:%n",
        footer = {
            "  demo   the orders application: load, crashes, a kill -9, an account",
            "  test   the test suite; --all adds the long runs",
            "  bench  the library against its peers; --quick or --full",
            "",
            "Exit code: 0 done, 1 the operation failed, 2 wrong usage."
        })
public final class FoundationCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// The command, ready to be run by picocli.
    public FoundationCommand() {}

    /// Runs the command and ends the JVM with its exit code.
    ///
    /// @param args the words after `foundation`
    public static void main(String[] args) {
        var out = ResultWriter.over(new FileOutputStream(FileDescriptor.out));
        var err = ResultWriter.over(new FileOutputStream(FileDescriptor.err));
        var code = commandLine().setOut(out).setErr(err).execute(args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    static CommandLine commandLine() {
        return new CommandLine(new FoundationCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new WrongUsage())
                .setExecutionExceptionHandler(new InternalErrors());
    }

    @Override
    public void run() {
        spec.commandLine().usage(out());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"foundation " + FoundationVersion.TEXT};
        }
    }
}
