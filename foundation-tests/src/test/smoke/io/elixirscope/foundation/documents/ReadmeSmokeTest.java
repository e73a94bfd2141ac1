package io.elixirscope.foundation.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What README.md shows is what compiles and what runs.
class ReadmeSmokeTest {
    private static final Pattern REGION = Pattern.compile("(?s)// @start region=\"readme\"\\n(.*?)\\n *// @end");

    private final Document readme = Document.of("README.md");

    @Test
    void showsTheExampleThatIsCompiled() throws IOException {
        var source = Files.readString(Document.root()
                .resolve("foundation-tests/src/test/smoke")
                .resolve(ReadmeExample.class.getName().replace('.', '/') + ".java"));
        var region = REGION.matcher(source);
        assertThat(region.find()).isTrue();

        assertThat(readme.blocks("java")).containsExactly(region.group(1).stripIndent() + "\n");
    }

    @Test
    void showsWhatTheExamplePrints() {
        var printed = new ByteArrayOutputStream();

        ReadmeExample.run(new PrintStream(printed, true, UTF_8));

        assertThat(readme.blocks("text")).contains(printed.toString(UTF_8));
    }

    @Test
    void isShort() {
        assertThat(readme.text().lines().count()).isLessThanOrEqualTo(150);
    }
}
