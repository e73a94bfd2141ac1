package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Errors among exceptions, errors seen from further out, and where an error was made.
class ErrorInteropTest {
    private static final FoundationError LATE = FoundationError.of(FoundationErrorType.TIMEOUT, "no answer in 5 s");
    private static final FoundationError TYPO = FoundationError.of(FoundationErrorType.FORMAT_ERROR, "not a number");

    @Nested
    class AsAnException {
        @Test
        void hasTheFirstCauseAsCauseAndTheOthersSuppressed() {
            var exception = FoundationError.of(FoundationErrorType.INVALID_INPUT, "no")
                    .causedBy(LATE)
                    .causedBy(TYPO)
                    .toException();
            assertThat(exception.getCause()).hasMessage(LATE.toString());
            assertThat(exception.getSuppressed())
                    .singleElement()
                    .satisfies(other -> assertThat(other).hasMessage(TYPO.toString()));
        }

        @Test
        void hasItsExceptionAsCauseAndAllErrorsSuppressed() {
            var thrown = new IllegalStateException("x");
            var exception = LATE.causedBy(TYPO).causedBy(thrown).toException();
            assertThat(exception).hasCause(thrown);
            assertThat(exception.getSuppressed()).hasSize(1);
        }

        @Test
        void printsTheWholeChainAsAnyExceptionDoes() {
            var text = new StringWriter();
            LATE.causedBy(TYPO.causedBy(new IllegalStateException("deep")))
                    .toException()
                    .printStackTrace(new PrintWriter(text, true));
            assertThat(text.toString()).contains("[E301 timeout]", "[D202 format_error]", "deep");
        }

        @Test
        void comesBackAsTheSameError() {
            var error = LATE.causedBy(TYPO).with("key", 1);
            assertThat(FoundationError.of(error.toException())).isEqualTo(error);
        }
    }

    @Nested
    class FromAnException {
        @Test
        void keepsWhatWasSuppressedOnTheWay() {
            var exception = LATE.toException();
            exception.addSuppressed(new IllegalStateException("close failed"));
            assertThat(FoundationError.of(exception).causes()).singleElement().satisfies(cause -> {
                assertThat(cause.type()).isEqualTo(FoundationErrorType.INTERNAL_ERROR);
                assertThat(cause.message()).contains("close failed");
            });
        }

        @Test
        void showsCausesAndSuppressedOnesInTheReport() {
            var thrown = new IllegalStateException("read failed", new IllegalArgumentException("bad block"));
            thrown.addSuppressed(new IllegalStateException("close failed"));
            var error = FoundationError.of(thrown);
            assertThat(error.exception()).containsSame(thrown);
            assertThat(error.report()).contains("read failed", "bad block", "suppressed", "close failed");
        }

        @Test
        void boundsWhatWasSuppressed() {
            var exception = LATE.toException();
            for (int i = 0; i < 1_000; i++) {
                exception.addSuppressed(new IllegalStateException("close failed"));
            }
            assertThat(FoundationError.of(exception).causes()).hasSize(16);
        }

        @Test
        void endsWhereCausesRunInACircle() {
            var one = new IllegalStateException("one");
            var two = new IllegalStateException("two", one);
            one.initCause(two);
            var error = FoundationError.of(one);
            assertThat(error.report()).contains("further causes are not shown");
            assertThat(error.toValue().toString().length()).isLessThan(50_000);
        }
    }

    @Nested
    class Wrapped {
        private final FoundationError outer =
                TYPO.wrap(FoundationErrorType.INITIALIZATION_FAILED, "the shop did not open");

        @Test
        void hasTheWordsAndTheTypeOfTheOuterLayer() {
            assertThat(outer.type()).isEqualTo(FoundationErrorType.INITIALIZATION_FAILED);
            assertThat(outer.message()).isEqualTo("the shop did not open");
            assertThat(outer.severity()).isEqualTo(Severity.CRITICAL);
        }

        @Test
        void keepsTypeAndCodeOfTheOriginalInSight() {
            assertThat(outer.causes()).containsExactly(TYPO);
            assertThat(outer.origin()).isEqualTo(TYPO);
            assertThat(outer.report()).contains("S101 initialization_failed", "D202 format_error", "not a number");
            assertThat(TYPO.origin()).isEqualTo(TYPO);
        }

        @Test
        void staysTheSameErrorOnItsWayUp() {
            var context = ErrorContext.root("open", () -> 0, () -> 5);
            var far = TYPO.in(context)
                    .wrap(FoundationErrorType.SERVICE_UNAVAILABLE, "inner")
                    .wrap(FoundationErrorType.INITIALIZATION_FAILED, "outer");
            assertThat(far.id()).isEqualTo(TYPO.id());
            assertThat(far.operation()).contains(context.trace());
            assertThat(far.origin().type()).isEqualTo(FoundationErrorType.FORMAT_ERROR);
        }

        @Test
        void oftenIsBounded() {
            var far = TYPO;
            for (int layer = 0; layer < 10_000; layer++) {
                far = far.wrap(FoundationErrorType.SERVICE_UNAVAILABLE, "layer");
            }
            assertThat(far.report().lines().count()).isLessThan(100);
        }
    }

    @Nested
    class Stack {
        @Test
        void isCapturedForCriticalErrorsOnly() {
            assertThat(LATE.stack()).isEmpty();
            assertThat(FoundationError.of(FoundationErrorType.DATA_CORRUPTION).stack())
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(16);
        }

        @Test
        void beginsWhereTheErrorWasMade() {
            var made = CompletableFuture.supplyAsync(() -> FoundationError.of(FoundationErrorType.DATA_CORRUPTION))
                    .join();
            assertThat(made.stack().getFirst()).contains("CompletableFuture");
            assertThat(made.report()).contains("Made:\n    at ");
        }

        @Test
        void isCapturedWhenAskedFor() {
            assertThat(LATE.withStack().stack()).isNotEmpty();
        }

        @Test
        void isNotShownWhereAnExceptionIsOrNobodyWantsIt() {
            var error = FoundationError.of(FoundationErrorType.DATA_CORRUPTION);
            assertThat(error.causedBy(new IllegalStateException("x")).report()).doesNotContain("Made:");
            assertThat(error.report(ReportStyle.plain().withoutStacks())).doesNotContain("Made:");
            assertThat(error.causedBy(new IllegalStateException("x"))
                            .report(ReportStyle.plain().withoutStacks()))
                    .contains("IllegalStateException: x")
                    .doesNotContain("    at ");
        }

        @Test
        void isNotCapturedTwiceForAnExceptionThatHasOne() {
            assertThat(FoundationError.of(new IllegalStateException("x")).stack())
                    .isEqualTo(List.of());
        }
    }
}
