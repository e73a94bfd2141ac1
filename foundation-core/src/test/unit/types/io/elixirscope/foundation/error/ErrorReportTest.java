package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.support.Gen;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorReportTest {

    private static IllegalStateException stackless(String message, Throwable... cause) {
        var thrown = new IllegalStateException(message, cause.length == 0 ? null : cause[0]);
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("shop.Stock", "take", "Stock.java", 42)});
        return thrown;
    }

    @Nested
    class Whole {
        @Test
        void tellsEverythingInOrder() {
            var nanos = new AtomicLong(5);
            var context =
                    ErrorContext.root("orders.place", nanos::get, () -> 0xABCL).with("user", 7);
            nanos.addAndGet(1_500);
            var child = context.child("inventory.reserve");
            nanos.addAndGet(12_340_000);
            child.breadcrumb("warehouse.lock");
            var error = FoundationError.of(FoundationErrorType.FORMAT_ERROR, "expected a number after port")
                    .in(child)
                    .at(new SourceExcerpt("app.yaml", 12, 7, "\tport: abc"))
                    .with("path", "server.port")
                    .with("seen", List.of(1, "x"))
                    .causedBy(FoundationError.of(FoundationErrorType.SERVER_CRASHED, "inventory ended")
                            .causedBy(stackless("boom"))
                            .causedBy(FoundationError.of(FoundationErrorType.TIMEOUT)))
                    .causedBy(stackless("disk", stackless("cable")));
            assertThat(error.report()).isEqualTo("""
                            D202 format_error (low)
                              expected a number after port
                              Text is not in the expected format.

                              --> app.yaml:12:7
                               |
                            12 |     port: abc
                               |          ^

                            What happened on the way:
                              +0 ns       orders.place
                              +1.5 µs     inventory.reserve
                              +12.3 ms    warehouse.lock
                              the last operation took 12.3 ms
                              correlation id 0000000000000abc0000000000000abc
                              operation id 0000000000000abc
                              user = 7

                            Context:
                              path = server.port
                              seen = [1,"x"]

                            Caused by:
                              1. S402 server_crashed (high)
                                   inventory ended
                                   The server crashed while it handled this message.
                                   java.lang.IllegalStateException: boom
                                 1. E301 timeout (medium)
                                      The deadline passed first

                            Exception:
                              java.lang.IllegalStateException: disk
                                at shop.Stock.take(Stock.java:42)
                              caused by java.lang.IllegalStateException: cable
                                at shop.Stock.take(Stock.java:42)

                            What to do:
                              - Correct the text at the place shown
                              - Read more: foundation errors explain D202
                            """);
        }

        @Test
        void inShortIsTheMessageAndTheLine() {
            var error = FoundationError.of(FoundationErrorType.FORMAT_ERROR, "expected a number after port")
                    .at(new SourceExcerpt("app.yaml", 12, 7, "port: abc"))
                    .with("path", "server.port")
                    .causedBy(FoundationError.of(FoundationErrorType.TIMEOUT));
            assertThat(error.brief(ReportStyle.plain())).isEqualTo("""
                            D202 format_error: expected a number after port
                              --> app.yaml:12:7
                               |
                            12 | port: abc
                               |       ^
                            """);
        }

        @Test
        void saysWhatIsNotShown() {
            var context = ErrorContext.root("root", () -> 0, () -> 1);
            var error = FoundationError.of(FoundationErrorType.TIMEOUT);
            for (int step = 0; step < 40; step++) {
                context.breadcrumb("step");
                error = error.with("field" + step, step).causedBy(FoundationError.of(FoundationErrorType.TIMEOUT));
            }
            assertThat(error.in(context).report())
                    .contains("  (9 earlier steps are not shown)\n")
                    .contains("  (8 more fields found no place)\n")
                    .contains("  (24 more causes found no place)\n");
        }

        @Test
        void boundsTheExceptionsStackAndCauses() {
            Throwable chain = new IllegalStateException("0");
            for (int depth = 1; depth < 40; depth++) {
                chain = new IllegalStateException(String.valueOf(depth), chain);
            }
            var report = FoundationError.of(FoundationErrorType.INTERNAL_ERROR)
                    .causedBy(chain)
                    .report();
            assertThat(report).contains("IllegalStateException: 39", "caused by java.lang.IllegalStateException: 32");
            assertThat(report).doesNotContain("IllegalStateException: 31").contains("further causes are not shown");
            assertThat(report.lines().count()).isLessThan(80);
        }

        @Test
        void survivesExceptionsThatThrowAndCausesInACircle() {
            var one = new IllegalStateException("one");
            one.initCause(stackless("two", one));
            var hostile = new RuntimeException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    throw new IllegalStateException("no");
                }

                @Override
                public StackTraceElement[] getStackTrace() {
                    throw new IllegalStateException("no");
                }
            };
            var type = FoundationErrorType.INTERNAL_ERROR;
            assertThat(FoundationError.of(type).causedBy(one).report()).contains("caused by", "two");
            assertThat(FoundationError.of(type).causedBy(hostile).report()).contains("its text is unreadable");
        }
    }

    @Nested
    class Width {
        @Test
        void wrapsBetweenWordsUnderTheTextsBeginning() {
            var error = FoundationError.of(
                    FoundationErrorType.DATA_NOT_FOUND,
                    "no event with the id 0192f0c1-7e5a-7cc0-8000-000000000001 is stored, and none was ever pruned");
            assertThat(error.report(48)).isEqualTo("""
                            D401 data_not_found (low)
                              no event with the id
                              0192f0c1-7e5a-7cc0-8000-000000000001 is
                              stored, and none was ever pruned
                              There is no such data.

                            What to do:
                              - Check the identity; it may also have been
                                pruned
                              - Read more: foundation errors explain D401
                            """);
        }

        @Test
        void isKeptWhateverTheTexts() {
            Gen.forAll(200, gen -> {
                var word = gen.text() + "x".repeat(gen.below(200)) + " " + gen.text();
                var error = FoundationError.of(FoundationErrorType.FORMAT_ERROR, word.repeat(1 + gen.below(5)))
                        .with(word, word)
                        .at(new SourceExcerpt("file", 1 + gen.below(1_000_000), 1 + gen.below(300), "ab".repeat(100)));
                int width = 40 + gen.below(100);
                assertThat(error.report(width).lines())
                        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
            });
        }

        @Test
        void isAtLeastForty() {
            var error = FoundationError.of(FoundationErrorType.TIMEOUT);
            assertThatThrownBy(() -> error.report(39)).hasMessage("width must be >= 40, was 39");
        }
    }

    @Nested
    class ForeignText {
        @Test
        void cannotSteerATerminal() {
            var evil = "\u001b[31mred\u0007\u0000\u202etxt";
            var report = FoundationError.of(FoundationErrorType.INVALID_INPUT, evil)
                    .with(evil, evil)
                    .at(new SourceExcerpt(evil, 1, 1, evil))
                    .causedBy(new IllegalStateException(evil))
                    .report();
            assertThat(report).contains("\\x1b[31mred\\x07\\x00\\x202etxt");
            assertThat(report.chars())
                    .allMatch(character ->
                            character == '\n' || !Character.isISOControl(character) && character != 0x202e);
        }

        @Test
        void keepsItsLines() {
            assertThat(FoundationError.of(FoundationErrorType.INVALID_INPUT, "one\ntwo")
                            .report())
                    .contains("\n  one\n  two\n");
        }
    }

    @Nested
    class Source {
        private static String lines(SourceExcerpt source, int width) {
            return FoundationError.of(FoundationErrorType.FORMAT_ERROR)
                    .at(source)
                    .report(width)
                    .lines()
                    .skip(3)
                    .takeWhile(line -> !line.isEmpty())
                    .reduce("", (all, line) -> all + line + "\n");
        }

        @Test
        void isCutOnTheRightWhileTheCaretFits() {
            assertThat(lines(new SourceExcerpt("f", 7, 3, "0123456789".repeat(10)), 40))
                    .isEqualTo("""
                             --> f:7:3
                              |
                            7 | 0123456789012345678901234567890123…
                              |   ^
                            """);
        }

        @Test
        void isCutOnBothSidesAroundTheCaret() {
            assertThat(lines(new SourceExcerpt("f", 7, 56, "0123456789".repeat(10)), 40))
                    .isEqualTo("""
                             --> f:7:56
                              |
                            7 | …345678901234567890123456789012345…
                              |                        ^
                            """);
        }

        @Test
        void showsALineThatFitsWhole() {
            assertThat(lines(new SourceExcerpt("f", 7, 34, "0123456789012345678901234567890123"), 40))
                    .isEqualTo("""
                             --> f:7:34
                              |
                            7 | 0123456789012345678901234567890123
                              |                                  ^
                            """);
        }

        @Test
        void pointsPastTheEndAndNoFurther() {
            assertThat(lines(new SourceExcerpt("f", 7, 4, "key"), 40)).endsWith("  |    ^\n");
            assertThat(lines(new SourceExcerpt("f", 7, 400, "key"), 40)).endsWith("7 | key\n  |    ^\n");
            assertThat(lines(new SourceExcerpt("f", 7, 1, ""), 40)).endsWith("7 |\n  | ^\n");
        }

        @Test
        void countsTheColumnsOfATerminal() {
            assertThat(lines(new SourceExcerpt("f", 7, 9, "好😀\te\u0301: ["), 40))
                    .isEqualTo(" --> f:7:9\n  |\n7 | 好😀    e\u0301: [\n  |            ^\n");
        }

        @ParameterizedTest
        @CsvSource({"1,a", "1000,b", "1001,b", "1002,c", "1513,d", "500000,e", "999999,f", "1000000,g"})
        void ofAVeryLongLineKeepsThePlace(int column, char mark) {
            var line = new StringBuilder("-".repeat(1_000_000));
            line.setCharAt(column - 1, mark);
            var excerpt = new SourceExcerpt("f", 7, column, line.toString());
            assertThat(excerpt.text()).hasSizeLessThanOrEqualTo(1_024);
            var again = new SourceExcerpt(excerpt.file(), excerpt.line(), excerpt.column(), excerpt.text());
            assertThat(again).isEqualTo(excerpt);
            var shown = lines(again, 60).lines().skip(2).toList();
            assertThat(shown.get(0).charAt(shown.get(1).indexOf('^'))).isEqualTo(mark);
        }

        @Test
        void refusesPlacesThatDoNotExist() {
            assertThatThrownBy(() -> new SourceExcerpt("f", 0, 1, "")).hasMessage("line must be >= 1, was 0");
            assertThatThrownBy(() -> new SourceExcerpt("f", 1, 0, "")).hasMessage("column must be >= 1, was 0");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 ns",
        "999,999 ns",
        "1000,1.0 µs",
        "1550,1.6 µs",
        "12340000,12.3 ms",
        "1500000000,1.5 s",
        "-5000,-5.0 µs"
    })
    void durationsComeInTheUnitThatAPersonWouldChoose(long nanos, String text) {
        assertThat(ReportText.duration(nanos)).isEqualTo(text);
    }
}
