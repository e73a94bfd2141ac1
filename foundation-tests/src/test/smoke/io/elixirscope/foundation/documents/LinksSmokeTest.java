package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every link of a document leads somewhere.
class LinksSmokeTest {
    static Stream<Arguments> documents() {
        return Document.all().stream().map(document -> {
            var name = Document.root().relativize(document.file()).toString();
            return Arguments.argumentSet(name, document);
        });
    }

    @ParameterizedTest
    @MethodSource("documents")
    void leadSomewhere(Document document) {
        assertThat(broken(document)).isEmpty();
    }

    private static List<String> broken(Document document) {
        var broken = new ArrayList<String>();
        for (var link : document.links()) {
            if (!link.leadsElsewhere() && !resolves(document, link.target())) {
                broken.add(link.target());
            }
        }
        return broken;
    }

    private static boolean resolves(Document document, String target) {
        int hash = target.indexOf('#');
        var path = hash < 0 ? target : target.substring(0, hash);
        var anchor = hash < 0 ? "" : target.substring(hash + 1);
        var file = path.isEmpty()
                ? document.file()
                : document.file().resolveSibling(path).normalize();
        if (path.startsWith("/") || !file.startsWith(Document.root()) || !Files.exists(file)) {
            return false;
        }
        return anchor.isEmpty() || hasAnchor(file, anchor);
    }

    /// Lines of code move: only headings can be led to.
    private static boolean hasAnchor(Path file, String anchor) {
        return file.toString().endsWith(".md") && Document.read(file).anchors().contains(anchor);
    }
}
