package io.elixirscope.foundation.cli;

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

/// Lends an application's settings record to some work. The record's code runs in this process: its rules are its
/// constructor's.
///
/// @param name the class, as in source code or as a binary name
/// @param path a class path as java has it; null for this command's own
record RecordLoader(String name, @Nullable String path) {

    private static final String ANY_JAR = "*";

    /// Whether the class is on this command's own class path.
    static boolean isAtHand(String name) {
        return find(name, RecordLoader.class.getClassLoader()).isPresent();
    }

    /// Loads the class for as long as the work takes.
    ///
    /// @return what the work returns; `D204` where there is no such record or it cannot be one of settings
    <T> Result<T> use(Function<Class<?>, Result<T>> work) {
        return entries().flatMap(urls -> {
            try (var loader = new URLClassLoader(urls.toArray(URL[]::new), RecordLoader.class.getClassLoader())) {
                return find(name, loader).map(work).orElseGet(() -> Result.err(missing()));
            } catch (IllegalArgumentException misfit) {
                return Result.err(FoundationErrorType.INVALID_INPUT, String.valueOf(misfit.getMessage()));
            } catch (LinkageError broken) {
                return Result.err(incomplete(broken));
            } catch (IOException failed) {
                return Result.err(FoundationError.of(FoundationErrorType.STORAGE_FAILED, "cannot close the class path")
                        .causedBy(failed));
            }
        });
    }

    private FoundationError incomplete(LinkageError broken) {
        return FoundationError.of(
                        FoundationErrorType.INVALID_INPUT,
                        name + " cannot be used: " + broken.getClass().getSimpleName() + ": " + broken.getMessage())
                .with("help", "name everything the record uses in --classpath, built for this version of Java");
    }

    private FoundationError missing() {
        var where = path == null ? "on this command's own class path" : "in " + path;
        return FoundationError.of(FoundationErrorType.INVALID_INPUT, "there is no class " + name + " " + where)
                .with("help", "name the class with its package, and its folder or jar with --classpath");
    }

    /// A nested record may be named with dots throughout, as in source code.
    private static Optional<Class<?>> find(String name, ClassLoader loader) {
        var binary = name;
        while (true) {
            try {
                return Optional.of(Class.forName(binary, false, loader));
            } catch (ClassNotFoundException _) {
                int dot = binary.lastIndexOf('.');
                if (dot < 0) {
                    return Optional.empty();
                }
                binary = binary.substring(0, dot) + "$" + binary.substring(dot + 1);
            }
        }
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
