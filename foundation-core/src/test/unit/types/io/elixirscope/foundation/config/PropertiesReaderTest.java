package io.elixirscope.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1\nb = 2\r\nc:3\rd 4",
                "# comment\n! another\n\n  \n  a = b c \\\n   d\\\n\n e",
                "a\\ b = x\\ty\\\\z",
                "key\\=with\\:signs = v\\u00e9\\u2022",
                "alone",
                "a = \\\n   value\n# done \\\nb=2",
                "\ufefffirst=1",
                "long = \\\n  one, \\\n  # not a comment, \\\n  three",
                "end = \\"
            })
    void readsWhatJavaReads(String text) throws IOException {
        var expected = new Properties();
        expected.load(new StringReader(text.replace("\ufeff", "")));

        var reading = new PropertiesReader("f", text).read();

        assertThat(reading.problems()).isEmpty();
        assertThat(texts(reading)).isEqualTo(expected);
    }

    private static Map<Object, Object> texts(ConfigReading reading) {
        var texts = new HashMap<>();
        reading.entries().forEach(entry -> texts.put(entry.path(), RawValue.text(entry.value())));
        return texts;
    }

    @Test
    void knowsLineAndColumnOfKeysAndValues() {
        var entries = new PropertiesReader("app.properties", "\n  a.b = x\nc=\\\n   long")
                .read()
                .entries();

        assertThat(entries.getFirst().keyAt())
                .hasToString("SourceExcerpt[file=app.properties, line=2, column=3, text=  a.b = x]");
        assertThat(entries.getFirst().valueAt().column()).isEqualTo(9);
        assertThat(entries.getLast().valueAt().line()).isEqualTo(4);
        assertThat(entries.getLast().valueAt().column()).isEqualTo(4);
    }

    @Test
    void refusesAKeyGivenTwiceAndHidesItsValue() {
        var problem = new PropertiesReader("f", "key=1\nother=2\nkey=hunter2")
                .read()
                .problems()
                .getFirst();

        assertThat(problem.message()).isEqualTo("key is given twice, first in line 1");
        assertThat(problem.at()).isNotNull();
        assertThat(problem.at().line()).isEqualTo(3);
        assertThat(problem.at().text()).isEqualTo("key=•••");
    }

    @Test
    void refusesUnknownEscapesWithTheValueHidden() {
        var reading = new PropertiesReader("f", "folder = C:\\data\nnext=1").read();

        var problem = reading.problems().getFirst();
        assertThat(problem.type()).isEqualTo(FoundationErrorType.INVALID_CONFIG_STRUCTURE);
        assertThat(problem.message()).contains("unknown escape \\d");
        assertThat(problem.at().column()).isEqualTo(12);
        assertThat(problem.at().text()).isEqualTo("folder = ••\\d•••");
        assertThat(reading.entries()).extracting(ConfigEntry::path).containsExactly("next");
    }

    @Test
    void refusesAnUnfinishedCharacterEscape() {
        var problems = new PropertiesReader("f", "a=\\u12g4\nb=\\u00").read().problems();

        assertThat(problems)
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.message()).contains("hexadecimal"));
    }

    @Test
    void tellsWhereBytesAreNotUtf8() {
        byte[] bytes = "a=1\nbé=xx?".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xff;

        var problem =
                FileSource.parse("f", bytes, new PropertiesFormat()).problems().getFirst();

        assertThat(problem.message()).isEqualTo("is not UTF-8: byte 0xff at offset 10");
        assertThat(problem.at()).hasToString("SourceExcerpt[file=f, line=2, column=6, text=bé•••]");
    }

    @Test
    void tellsAMissingAndAnUnreadableFile(@TempDir Path folder) {
        var missing = ConfigSource.properties(folder.resolve("none"))
                .read()
                .problems()
                .getFirst();
        var unreadable = ConfigSource.properties(folder).read().problems().getFirst();

        assertThat(missing.type()).isEqualTo(FoundationErrorType.CONFIG_NOT_FOUND);
        assertThat(missing.message()).endsWith("none does not exist");
        assertThat(unreadable.message()).contains("cannot be read");
    }

    @Test
    void doesNotPrintValues() {
        var reading = new PropertiesReader("f", "password=hunter2").read();

        assertThat(reading.entries().getFirst().value()).isEqualTo(Value.of("hunter2"));
        assertThat(reading.toString()).doesNotContain("hunter2");
    }
}
