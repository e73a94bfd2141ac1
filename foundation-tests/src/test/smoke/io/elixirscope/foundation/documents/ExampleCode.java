package io.elixirscope.foundation.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/// The marked regions of a class of examples, as a guide shows them.
final class ExampleCode {
    private static final Pattern REGION = Pattern.compile("(?s)// @start region=\"[a-z]+\"\\n(.*?)\\n *// @end");

    private ExampleCode() {}

    /// The regions in their order, without the indentation of the class.
    static List<String> regions(Class<?> examples) {
        try {
            var source = Files.readString(Document.root()
                    .resolve("foundation-tests/src/test/smoke")
                    .resolve(examples.getName().replace('.', '/') + ".java"));
            return REGION.matcher(source)
                    .results()
                    .map(region -> region.group(1).stripIndent() + "\n")
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
