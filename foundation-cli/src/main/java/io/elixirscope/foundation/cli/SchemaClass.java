package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.config.FoundationConfig;
import io.elixirscope.foundation.error.Result;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options `--schema CLASS --classpath PATH`: the record that says what settings there are.
final class SchemaClass {

    @Option(
            names = "--schema",
            paramLabel = "CLASS",
            description = "The application's settings record; the library's own FoundationConfig unless given.")
    private @Nullable String name;

    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            description =
                    "Where the record and what it uses are: folders and jars, as java has them; DIR/* is all jars "
                            + "of a folder.")
    private @Nullable String path;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb = CommandSpec.create();

    /// Lends the record's class to some work.
    ///
    /// @return what the work returns; `D204` where there is no such record or it cannot be one of settings
    <T> Result<T> use(Function<Class<?>, Result<T>> work) {
        if (name != null) {
            return new RecordLoader(name, path).use(work);
        }
        if (path != null) {
            throw new ParameterException(verb.commandLine(), "--classpath needs --schema CLASS");
        }
        return work.apply(FoundationConfig.class);
    }
}
