package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.value.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What people and machines get to see, held against files.
class ReportStyleTest {
    private static final Path GOLDEN = Path.of("src/test/support/io/elixirscope/foundation/error/golden");
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");

    private static FoundationError whole() {
        var nanos = new AtomicLong(5);
        var root = ErrorContext.root("orders.place", nanos::get, () -> 0xABCL).with("user", 7);
        nanos.addAndGet(1_500);
        var context = root.child("config.read");
        nanos.addAndGet(12_340_000);
        context.breadcrumb("config.parse");
        var thrown = new IllegalStateException("unexpected text");
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("shop.Reader", "next", "Reader.java", 42)});
        return FoundationError.restored(0x1234, FoundationErrorType.FORMAT_ERROR, "expected a number after port")
                .in(context)
                .at(new SourceExcerpt("app.yaml", 12, 7, "port: abc"))
                .with("path", "server.port")
                .causedBy(FoundationError.restored(0x5678, FoundationErrorType.TIMEOUT, "the reader waited 5 s"))
                .causedBy(thrown);
    }

    private static void assertGolden(String name, String text) throws IOException {
        assertThat(text).isEqualTo(Files.readString(GOLDEN.resolve(name)));
    }

    @Nested
    class Golden {
        @Test
        void plain() throws IOException {
            assertGolden("plain.txt", whole().report());
        }

        @Test
        void colour() throws IOException {
            assertGolden("ansi.txt", whole().report(ReportStyle.ansi()));
        }

        @Test
        void narrow() throws IOException {
            assertGolden("narrow.txt", whole().report(40));
        }

        @Test
        void problem() throws IOException {
            assertGolden("problem.json", whole().toProblemJson() + "\n");
        }

        @Test
        void data() throws IOException {
            assertGolden("data.json", JsonText.write(whole().toValue()) + "\n");
        }
    }

    @Nested
    class Colour {
        @ParameterizedTest
        @EnumSource
        void addsNothingButEscapes(FoundationErrorType type) {
            var error = whole().wrap(type, "a \u001b[31mred\u001b[0m message ".repeat(20));
            var painted = error.report(ReportStyle.ansi());
            assertThat(painted).contains("\u001b[");
            assertThat(ESCAPE.matcher(painted).replaceAll("")).isEqualTo(error.report());
        }

        @Test
        void endsOnEachLineThatItBeginsOn() {
            assertThat(whole().report(ReportStyle.ansi()).lines())
                    .filteredOn(line -> line.contains("\u001b"))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).endsWith("\u001b[0m"));
        }
    }

    @Nested
    class Problem {
        @Test
        void isWellFormedWhateverTheCorrelationId() {
            var context = ErrorContext.root("op", () -> 0, () -> 1).withCorrelationId("a/b #\"%~ <x>");
            var error = FoundationError.of(FoundationErrorType.TIMEOUT).in(context);
            assertThat(error.toProblemJson())
                    .contains("\"instance\":\"urn:elixirscope:correlation:a%2Fb%20%23%22%25~%20%3Cx%3E\"")
                    .contains("\"status\":504", "\"type\":\"urn:elixirscope:error:E301\"");
        }

        @Test
        void namesTheDomainOfAnApplication() {
            assertThat(FoundationError.of(ShopError.OUT_OF_STOCK).toProblemJson())
                    .isEqualTo("{\"type\":\"urn:elixirscope:error:shop/D101\","
                            + "\"title\":\"The shop cannot do this\",\"status\":409,"
                            + "\"detail\":\"The shop cannot do this\",\"code\":\"shop/D101\","
                            + "\"label\":\"out_of_stock\",\"severity\":\"LOW\",\"retry\":\"none\"}");
        }

        @Test
        void keepsContextAndStacksInside() {
            assertThat(whole().with("password", "hunter2").toProblemJson())
                    .doesNotContain("hunter2", "Reader.java", "server.port");
        }
    }

    @Test
    void isAtLeastFortyColumnsWide() {
        assertThatThrownBy(() -> ReportStyle.plain().withWidth(39))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("width must be >= 40, was 39");
    }
}
