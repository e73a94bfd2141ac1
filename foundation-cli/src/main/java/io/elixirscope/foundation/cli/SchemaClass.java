package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.config.FoundationConfig;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options `--schema CLASS --classpath PATH`: the record that says what settings there are. Its code runs in this
/// process: the rules of a record are its constructor's.
final class SchemaClass {

    private static final String ANY_JAR = "*";

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

    /// Whether a record was named.
    boolean given() {
        return name != null;
    }

    /// Lends the record's class to some work.
    ///
    /// @return what the work returns; `D204` where there is no such record or it cannot be one of settings
    <T> Result<T> use(Function<Class<?>, Result<T>> work) {
        if (path != null && name == null) {
            throw new ParameterException(verb.commandLine(), "--classpath needs --schema CLASS");
        }
        var wanted = name;
        if (wanted == null) {
            return work.apply(FoundationConfig.class);
        }
        return entries().flatMap(urls -> {
            try (var loader = new URLClassLoader(urls.toArray(URL[]::new), SchemaClass.class.getClassLoader())) {
                return find(wanted, loader).flatMap(work);
            } catch (IllegalArgumentException misfit) {
                return Result.err(FoundationErrorType.INVALID_INPUT, String.valueOf(misfit.getMessage()));
            } catch (LinkageError broken) {
                return Result.err(incomplete(wanted, broken));
            } catch (IOException failed) {
                return Result.err(FoundationError.of(FoundationErrorType.STORAGE_FAILED, "cannot close the class path")
                        .causedBy(failed));
            }
        });
    }

    private static FoundationError incomplete(String wanted, LinkageError broken) {
        return FoundationError.of(
                        FoundationErrorType.INVALID_INPUT,
                        wanted + " cannot be used: " + broken.getClass().getSimpleName() + ": " + broken.getMessage())
                .with("help", "name everything the record uses in --classpath, built for this version of Java");
    }

    /// A nested record may be named with dots throughout, as in source code.
    private Result<Class<?>> find(String wanted, ClassLoader loader) {
        var binary = wanted;
        while (true) {
            try {
                return Result.ok(Class.forName(binary, false, loader));
            } catch (ClassNotFoundException _) {
                int dot = binary.lastIndexOf('.');
                if (dot < 0) {
                    break;
                }
                binary = binary.substring(0, dot) + "$" + binary.substring(dot + 1);
            }
        }
        var where = path == null ? "on this command's own class path" : "in " + path;
        return Result.err(
                FoundationError.of(FoundationErrorType.INVALID_INPUT, "there is no class " + wanted + " " + where)
                        .with("help", "name the class with its package, and its folder or jar with --classpath"));
    }

    private Result<List<URL>> entries() {
        var urls = new ArrayList<URL>();
        for (String entry : Optional.ofNullable(path).orElse("").split(java.io.File.pathSeparator, -1)) {
            if (!entry.isEmpty() && !add(entry, urls)) {
                return Result.err(FoundationErrorType.INVALID_INPUT, "there is no " + entry + " for the class path");
            }
        }
        return Result.ok(urls);
    }

    private static boolean add(String entry, List<URL> urls) {
        try {
            var file = Path.of(entry);
            if (!ANY_JAR.equals(String.valueOf(file.getFileName()))) {
                urls.add(file.toUri().toURL());
                return Files.exists(file);
            }
            var folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
            try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
                for (var jar : jars) {
                    urls.add(jar.toUri().toURL());
                }
            }
            return true;
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (IOException _) {
            return false;
        }
    }
}
