package io.elixirscope.foundation.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.config.ConfigEntry;
import io.elixirscope.foundation.config.ConfigProblem;
import io.elixirscope.foundation.config.ConfigReading;
import io.elixirscope.foundation.config.ConfigSource;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.SourceExcerpt;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every format of configuration files promises: places, problems instead of exceptions,
/// limits, hidden values. Extend it in a test class for a format of your own; the inherited tests
/// then run for it.
public abstract class ConfigSourceContract {
    private static final int LARGEST_BYTES = 1 << 20;
    private static final int SEEDS = 300;

    @TempDir
    private Path folder;

    /// For subclasses.
    protected ConfigSourceContract() {}

    /// The name of a file of the format.
    ///
    /// @return a plain name such as `settings.yaml`
    protected abstract String fileName();

    /// The source under test.
    ///
    /// @param file a file that may be missing, broken or a directory
    /// @return a source that reads the file in the format
    protected abstract ConfigSource source(Path file);

    /// A text of the format with three settings in this order: `orders.note` is the text `two
    /// words`, `orders.batch-size` is 7, `api-key` is the text `hunter2-hunter2`.
    ///
    /// @return at least one line, keys and values written plainly
    protected abstract String example();

    /// A text of the format in which `api-key` stands twice, each time with the text
    /// `hunter2-hunter2`.
    ///
    /// @return the text
    protected abstract String givenTwice();

    /// A text of the format with a syntax error after the text `hunter2-hunter2` in the same
    /// line.
    ///
    /// @return the text
    protected abstract String broken();

    private ConfigReading read(byte[] content) throws IOException {
        return source(Files.write(folder.resolve(fileName()), content)).read();
    }

    private ConfigReading read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ConfigProblem only(ConfigReading reading) {
        assertThat(reading.problems()).hasSize(1);
        return reading.problems().getFirst();
    }

    private static char at(SourceExcerpt excerpt) {
        return excerpt.text().charAt(excerpt.caret());
    }

    @Test
    void namesItselfAfterTheFile() {
        var file = folder.resolve(fileName());

        assertThat(source(file).name()).isEqualTo(file.toString());
    }

    @Test
    void readsSettingsInTheirOrder() throws IOException {
        var reading = read(example());

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.entries())
                .extracting(ConfigEntry::path)
                .containsExactly("orders.note", "orders.batch-size", "api-key");
        assertThat(reading.entries().getFirst().value().toString()).contains("two words");
        assertThat(reading.entries().get(1).value().toString()).contains("7");
    }

    @Test
    void placesPointAtKeysAndValues() throws IOException {
        var entries = read(example()).entries();
        var lines = example().split("\r\n|\n|\r", -1);

        for (var entry : entries) {
            assertThat(entry.keyAt().file())
                    .isEqualTo(folder.resolve(fileName()).toString());
            assertThat(lines[entry.keyAt().line() - 1].substring(entry.keyAt().column() - 1))
                    .as(entry.path())
                    .containsPattern("^[\"']?" + (entry.path().startsWith("orders.") ? "(orders\\.)?" : "")
                            + entry.path().substring(entry.path().lastIndexOf('.') + 1));
        }
        assertThat(lines[entries.getFirst().valueAt().line() - 1])
                .satisfies(line -> assertThat(
                                line.substring(entries.getFirst().valueAt().column() - 1))
                        .containsPattern("^[\"']?two words"));
        assertThat(at(entries.get(1).valueAt())).isEqualTo('7');
    }

    @Test
    void leavesOutAByteOrderMark() throws IOException {
        var marked = read("\uFEFF" + example());

        assertThat(marked).isEqualTo(read(example()));
    }

    @Test
    void readsAnEmptyFileAsNoSettings() throws IOException {
        assertThat(read("")).isEqualTo(read(" \n\n"));
        assertThat(read("").entries()).isEmpty();
        assertThat(read("").problems()).isEmpty();
    }

    @Test
    void tellsAKeyGivenTwiceWithBothPlacesAndWithoutItsValue() throws IOException {
        var reading = read(givenTwice());
        var problem = only(reading);

        assertThat(problem.path()).isEqualTo("api-key");
        assertThat(problem.message()).startsWith("api-key is given twice, first in line ");
        assertThat(problem.at()).isNotNull();
        assertThat(problem.toString()).doesNotContain("hunter2");
        assertThat(reading.entries()).extracting(ConfigEntry::path).contains("api-key");
    }

    @Test
    void tellsASyntaxErrorWithItsPlaceAndWithoutValues() throws IOException {
        var problem = only(read(broken()));

        assertThat(problem.type()).isEqualTo(FoundationErrorType.INVALID_CONFIG_STRUCTURE);
        assertThat(problem.at()).isNotNull();
        assertThat(problem.toString()).doesNotContain("hunter");
    }

    @Test
    void tellsWhereBytesAreNotUtf8() throws IOException {
        byte[] bytes = (example() + "\n ?").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xff;

        var problem = only(read(bytes));

        assertThat(problem.message()).isEqualTo("is not UTF-8: byte 0xff at offset " + (bytes.length - 1));
        assertThat(problem.at()).extracting(SourceExcerpt::column).isEqualTo(2);
    }

    @Test
    void tellsAMissingFile() {
        var problem = only(source(folder.resolve("none-" + fileName())).read());

        assertThat(problem.type()).isEqualTo(FoundationErrorType.CONFIG_NOT_FOUND);
        assertThat(problem.message()).endsWith(fileName() + " does not exist");
    }

    @Test
    void tellsAFileThatIsGoneWhenItIsReadAgain() throws IOException {
        var file = Files.writeString(folder.resolve(fileName()), example());
        var source = source(file);
        assertThat(source.read().problems()).isEmpty();

        Files.delete(file);

        assertThat(only(source.read()).type()).isEqualTo(FoundationErrorType.CONFIG_NOT_FOUND);
    }

    @Test
    void tellsADirectory() throws IOException {
        var directory = Files.createDirectory(folder.resolve(fileName()));

        assertThat(only(source(directory).read()).message()).contains("cannot be read");
    }

    @Test
    void refusesALargeFileWithoutReadingItWhole() throws IOException {
        var file = folder.resolve(fileName());
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(8L << 30);
        }

        var problem = only(source(file).read());

        assertThat(problem.message()).endsWith("is larger than " + LARGEST_BYTES + " bytes");
    }

    @Test
    void neverThrowsAndPointsIntoTheFileWhateverItHolds() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new SplittableRandom(seed);
            var text = seed % 2 == 0 ? noise(random) : mutated(random);
            var reading = read(text);
            var lines = text.split("\r\n|\n|\r", -1);
            reading.entries().forEach(entry -> {
                assertInside(entry.keyAt(), lines);
                assertInside(entry.valueAt(), lines);
            });
            reading.problems().stream()
                    .filter(problem -> problem.at() != null)
                    .forEach(problem -> assertInside(problem.at(), lines));
        }
    }

    private static String noise(SplittableRandom random) {
        var alphabet = " \t\n\r{}[]:=,.\"'\\#&*!|>-+<%@`~?ab01eé\u2028\uD83D\uDE00\u0007\0";
        return random.ints(random.nextInt(60), 0, alphabet.length())
                .collect(
                        StringBuilder::new,
                        (text, at) -> text.append(alphabet.charAt(at)),
                        (text, more) -> text.append(more))
                .toString();
    }

    private String mutated(SplittableRandom random) {
        var text = new StringBuilder(example());
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, noise(random));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(30))));
            }
        }
        return text.toString();
    }

    private static void assertInside(SourceExcerpt at, String[] lines) {
        assertThat(at.line()).isBetween(1, lines.length);
        assertThat(at.column()).isBetween(1, lines[at.line() - 1].length() + 1);
    }
}
