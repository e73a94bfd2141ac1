package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FoundationErrorTest {
    private static final FoundationError ERROR = FoundationError.of(FoundationErrorType.VALIDATION_FAILED, "no id");

    @Nested
    class Copies {
        @Test
        void keepTheIdAndLeaveTheOriginalAlone() {
            var copy = ERROR.with("key", 1)
                    .causedBy(new IllegalStateException("x"))
                    .causedBy(FoundationError.of(FoundationErrorType.TIMEOUT))
                    .at(new SourceExcerpt("f", 1, 1, "t"))
                    .in(ErrorContext.root("op", () -> 0, () -> 1));
            assertThat(copy.id()).isEqualTo(ERROR.id());
            assertThat(copy).isNotEqualTo(ERROR);
            assertThat(ERROR.context()).isEmpty();
            assertThat(ERROR.causes()).isEmpty();
            assertThat(ERROR.exception()).isEmpty();
            assertThat(ERROR.operation()).isEmpty();
            assertThat(ERROR.source()).isEmpty();
        }

        @Test
        void areEqualWithTheSameIdAndContent() {
            assertThat(ERROR.with("k", 1)).isEqualTo(ERROR.with("k", 1)).hasSameHashCodeAs(ERROR.with("k", 1));
            assertThat(FoundationError.of(FoundationErrorType.TIMEOUT))
                    .isNotEqualTo(FoundationError.of(FoundationErrorType.TIMEOUT));
        }

        @Test
        void keepTheInnermostOperation() {
            var inner = ErrorContext.root("inner", () -> 0, () -> 1);
            var outer = ErrorContext.root("outer", () -> 0, () -> 2);
            assertThat(ERROR.in(inner).in(outer).operation().orElseThrow().operationId())
                    .isEqualTo(1);
        }
    }

    @Nested
    class Context {
        @Test
        void keepsTheOrderAndReplacesByName() {
            var error = ERROR.with("b", 1).with("a", 2).with("b", "x").with("n", null);
            assertThat(error.context().keySet()).containsExactly("b", "a", "n");
            assertThat(error.context()).containsEntry("b", Value.of("x")).containsEntry("n", Value.ofNull());
        }

        @Test
        void isBoundedAndCountsTheRest() {
            var error = ERROR;
            for (int field = 0; field < 100; field++) {
                error = error.with("field" + field, "x".repeat(100_000));
            }
            error = error.with("field0", 0).with("k".repeat(2_000), 1);
            assertThat(error.context()).hasSize(32).containsEntry("field0", Value.of(0));
            assertThat(error.droppedContext()).isEqualTo(69);
            assertThat(JsonText.write(error.context().get("field1")).length()).isLessThan(1_100);
            assertThat(ERROR.with("k".repeat(2_000), 1).context().keySet())
                    .containsExactly("k".repeat(1_024) + "… (976 more)");
        }

        @Test
        void survivesAToStringThatThrows() {
            var hostile = new Object() {
                @Override
                public String toString() {
                    throw new IllegalStateException("no");
                }
            };
            assertThat(ERROR.with("key", hostile).context())
                    .containsEntry("key", Value.of("(unreadable: java.lang.IllegalStateException)"));
        }

        @Test
        void theMessageIsBounded() {
            assertThat(FoundationError.of(FoundationErrorType.TIMEOUT, "x".repeat(5_000))
                            .message())
                    .hasSize(1_024 + "… (3976 more)".length())
                    .endsWith("x… (3976 more)");
        }
    }

    @Nested
    class Causes {
        @Test
        void areBoundedInBreadth() {
            var error = ERROR;
            for (int cause = 0; cause < 40; cause++) {
                error = error.causedBy(FoundationError.of(FoundationErrorType.TIMEOUT));
            }
            assertThat(error.causes()).hasSize(16);
            assertThat(error.droppedCauses()).isEqualTo(24);
        }

        @Test
        void areBoundedInDepth() {
            var error = ERROR;
            for (int depth = 0; depth < 10_000; depth++) {
                error = FoundationError.of(FoundationErrorType.TIMEOUT, "level " + depth)
                        .causedBy(error);
            }
            assertThat(total(error)).isEqualTo(16);
            assertThat(error.report().lines().count()).isLessThan(100);
            assertThat(JsonText.write(error.toValue()).length()).isLessThan(10_000);
        }

        @Test
        void areBoundedInATreeThatSharesItsBranches() {
            var error = ERROR;
            for (int depth = 0; depth < 60; depth++) {
                error = error.causedBy(error).causedBy(error);
            }
            assertThat(total(error)).isLessThanOrEqualTo(16);
            assertThat(error.droppedCauses()).isPositive();
        }

        private static int total(FoundationError error) {
            return error.causes().stream().mapToInt(cause -> 1 + total(cause)).sum();
        }
    }

    @Nested
    class Exceptions {
        @Test
        void theFirstIsKeptAndTheNextBecomeCauses() {
            var first = new IllegalStateException("first");
            var second = new IllegalStateException("second");
            var error = ERROR.causedBy(first).causedBy(second);
            assertThat(error.exception()).containsSame(first);
            assertThat(error.causes()).singleElement().satisfies(cause -> {
                assertThat(cause.type()).isEqualTo(FoundationErrorType.INTERNAL_ERROR);
                assertThat(cause.message()).isEqualTo("java.lang.IllegalStateException: second");
                assertThat(cause.exception()).containsSame(second);
            });
        }

        @Test
        void theErrorOfAFoundationExceptionIsTheCause() {
            var inner = FoundationError.of(FoundationErrorType.TIMEOUT);
            assertThat(ERROR.causedBy(inner.toException()).causes()).containsExactly(inner);
        }

        @Test
        void bringTheOperationThatTheyLeft() {
            var context = ErrorContext.root("op", () -> 0, () -> 5);
            var thrown = caught(() -> context.run(() -> {
                throw new IllegalStateException("x");
            }));
            assertThat(ERROR.causedBy(thrown).operation()).contains(context.trace());
            var carried = caught(() -> context.run(() -> {
                throw FoundationError.of(FoundationErrorType.TIMEOUT).toException();
            }));
            assertThat(ERROR.causedBy(carried).causes().getFirst().operation()).contains(context.trace());
        }

        @Test
        void carryTheErrorAndItsException() {
            var root = new IllegalStateException("x");
            assertThat(ERROR.causedBy(root).toException())
                    .hasMessage("[D201 validation_failed] no id")
                    .hasCause(root)
                    .extracting(FoundationException::error)
                    .isEqualTo(ERROR.causedBy(root));
        }

        private static Throwable caught(Runnable body) {
            try {
                body.run();
            } catch (RuntimeException thrown) {
                return thrown;
            }
            throw new AssertionError("nothing was thrown");
        }
    }

    @Nested
    class AsData {
        @Test
        void holdsEverything() {
            var nanos = new AtomicLong();
            var context = ErrorContext.root("place", () -> nanos.getAndAdd(10), () -> 0xABL)
                    .with("user", 7)
                    .child("reserve");
            var thrown = new IllegalStateException("x");
            thrown.setStackTrace(
                    new StackTraceElement[] {new StackTraceElement("shop.Stock", "take", "Stock.java", 42)});
            var error = FoundationError.of(FoundationErrorType.FORMAT_ERROR, "bad")
                    .with("path", "a.b")
                    .in(context)
                    .at(new SourceExcerpt("f.yaml", 2, 3, "a: b"))
                    .causedBy(thrown)
                    .causedBy(FoundationError.of(FoundationErrorType.TIMEOUT, "late"));
            assertThat(JsonText.write(error.toValue()).replaceAll("\"id\":\"[0-9a-f]{16}\"", "\"id\":\"…\""))
                    .isEqualTo(String.join(
                            "",
                            List.of(
                                    "{\"id\":\"…\",\"code\":\"D202\",\"type\":\"format_error\",\"message\":\"bad\",",
                                    "\"severity\":\"LOW\",\"context\":{\"path\":\"a.b\"},",
                                    "\"exceptions\":[{\"text\":\"java.lang.IllegalStateException: x\",",
                                    "\"frames\":[\"shop.Stock.take(Stock.java:42)\"]}],",
                                    "\"operation\":{\"operationId\":\"00000000000000ab\",",
                                    "\"correlationId\":\"00000000000000ab00000000000000ab\",\"durationNanos\":10,",
                                    "\"breadcrumbs\":[{\"operation\":\"place\",\"atNanos\":0},",
                                    "{\"operation\":\"reserve\",\"atNanos\":10}],",
                                    "\"metadata\":{\"user\":7}},",
                                    "\"source\":{\"file\":\"f.yaml\",\"line\":2,\"column\":3,\"text\":\"a: b\"},",
                                    "\"causes\":[{\"id\":\"…\",\"code\":\"E301\",\"type\":\"timeout\",",
                                    "\"message\":\"late\",\"severity\":\"MEDIUM\"}]}")));
        }
    }
}
