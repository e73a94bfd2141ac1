package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The walks of ARCHITECTURE.md lead through files and methods that there are.
class WalksSmokeTest {
    private static final int MOST_FILES = 7;
    private static final Pattern STEP = Pattern.compile("\\d+");
    private static final Pattern METHOD = Pattern.compile("`(\\w+)\\.(\\w+)`");

    private final Document architecture = Document.of("ARCHITECTURE.md");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "### Config read",
                "### Config update",
                "### Event",
                "### Error",
                "### Restart",
                "### Call",
                "### Start"
            })
    void crossFewFiles(String walk) {
        var files = architecture
                .section(walk)
                .lines()
                .filter(line -> line.matches("\\| \\d+ .*"))
                .flatMap(line -> Document.links(line).stream())
                .map(Document.Link::target)
                .filter(target -> target.endsWith(".java"))
                .distinct()
                .toList();

        assertThat(files).hasSizeBetween(3, MOST_FILES);
    }

    @Test
    void nameMethodsOfTheFilesTheyLeadTo() {
        var steps = architecture.rows(STEP);

        assertThat(steps).hasSizeGreaterThan(30).allSatisfy(WalksSmokeTest::namesAMethod);
    }

    private static void namesAMethod(List<String> step) {
        var links = Document.links(step.get(1));
        assertThat(links).as("step %s", step).isNotEmpty();
        for (var link : links) {
            var method = METHOD.matcher(link.words());
            assertThat(method.matches()).as(link.words()).isTrue();
            var file = Path.of(link.target());
            assertThat(file.getFileName()).hasToString(method.group(1) + ".java");
            assertThat(Document.of(link.target()).text()).contains(method.group(2) + "(");
        }
    }
}
