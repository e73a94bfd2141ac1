package io.elixirscope.foundation.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The library's main sources as text, without comments that stand on lines of their own.
final class Sources {
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*//.*$");

    private Sources() {}

    /// What a pattern finds in the main sources of the library and of the modules published beside it.
    static List<MatchResult> find(Pattern pattern) {
        return Stream.of("foundation-core", "foundation-formats", "foundation-cli")
                .map(module -> Document.root().resolve(module).resolve("src/main/java"))
                .flatMap(Sources::files)
                .flatMap(text -> pattern.matcher(text).results())
                .toList();
    }

    private static Stream<String> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(file -> COMMENT.matcher(Document.read(file).text()).replaceAll(""))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
