package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Sensitive;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What docs/guides/errors.md shows is what compiles and what is printed.
class ErrorsGuideSmokeTest {
    private static final String NAME = ErrorsGuide.class.getName();
    private static final Pattern LINE_NUMBER = Pattern.compile("\\.java:[0-9]+\\)");

    private final Document guide = Document.of("docs/guides/errors.md");
    private final AtomicLong nanos = new AtomicLong();
    private final ErrorContext context = ErrorContext.root("open shop", () -> nanos.getAndAdd(1_250_000), () -> 0x5EED)
            .withCorrelationId("opening-2026-11-23");

    private static FoundationError errorOf(Result<?> result) {
        return ((Result.Err<?>) result).error();
    }

    private void assertShown(String text) {
        assertThat(guide.blocks("text")).contains(text);
    }

    @Test
    void showsTheCodeThatIsCompiled() {
        assertThat(guide.blocks("java"))
                .hasSizeGreaterThan(5)
                .containsExactlyElementsOf(ExampleCode.regions(ErrorsGuide.class));
    }

    @Test
    void showsWhatPlainJavaPrints() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = folderOf(ErrorsGuide.class) + File.pathSeparator + folderOf(Result.class);
        var process = new ProcessBuilder(java, "-cp", classes, NAME)
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(guide.blocks("text").getFirst().lines().map(ErrorsGuideSmokeTest::unnumbered))
                .containsExactlyElementsOf(
                        printed.lines().map(ErrorsGuideSmokeTest::unnumbered).toList());
    }

    private static Path folderOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String unnumbered(String line) {
        return LINE_NUMBER.matcher(line.strip()).replaceAll(".java)");
    }

    @Test
    void showsItsReport() {
        assertShown(errorOf(ErrorsGuide.openShop(context)).report());
    }

    @Test
    void showsAWrappedError() {
        assertThat(errorOf(ErrorsGuide.startShop(context)).origin().type()).isEqualTo(FoundationErrorType.FORMAT_ERROR);
    }

    @Test
    void showsSeveralErrorsAsOne() {
        assertShown(
                errorOf(ErrorsGuide.allPrices(List.of("1.00", "2,00", "three"))).report());
    }

    @Test
    void showsTheProblem() {
        assertThat(guide.blocks("json"))
                .containsExactly(errorOf(ErrorsGuide.openShop(context)).toProblemJson() + "\n");
    }

    @Test
    void whatItSaysOfTheOtherExamplesHolds() {
        assertThat(errorOf(ErrorsGuide.fromOldCode("12,50")).exception())
                .containsInstanceOf(NumberFormatException.class);
        assertThat(ErrorsGuide.refused(Sensitive.of("hunter2")).report()).contains("password = •••");
        try (var foundation = ErrorsGuide.startWithOwnErrors()) {
            var error = errorOf(ErrorsGuide.openShop(context));
            assertThat(ErrorsGuide.thereAndBack(error, foundation.errorCatalogue()))
                    .isEqualTo(error);
            assertThat(foundation.errorCatalogue().find("orders/D201")).isPresent();
        }
    }
}
