package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each type of the catalogue comes out of some path in a test: of the part that returns it, not of the catalogue.
class ErrorPathsSmokeTest {
    private static final List<String> FOLDERS = List.of(
            "foundation-core/src/test",
            "foundation-formats/src/test",
            "foundation-tests/src/test",
            "foundation-testkit/src/main");
    private static final List<String> OF_THE_CATALOGUE = List.of("/foundation/error/", "/documents/");

    private final List<String> tests = FOLDERS.stream()
            .map(Document.root()::resolve)
            .flatMap(ErrorPathsSmokeTest::sources)
            .toList();

    @ParameterizedTest
    @EnumSource
    void isTakenByATest(FoundationErrorType type) {
        var use = Pattern.compile("\\b(" + type.name() + "|" + type.fullCode() + " " + type.label() + ")\\b");
        assertThat(tests)
                .hasSizeGreaterThan(50)
                .anyMatch(text -> use.matcher(text).find());
    }

    private static Stream<String> sources(Path folder) {
        try (var files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> OF_THE_CATALOGUE.stream().noneMatch(file.toString()::contains))
                    .map(file -> Document.read(file).text())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
