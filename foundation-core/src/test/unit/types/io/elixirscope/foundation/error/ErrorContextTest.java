package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorContextTest {
    private final AtomicLong nanos = new AtomicLong(1_000);
    private final AtomicLong random = new AtomicLong(1);
    private final ErrorContext root = ErrorContext.root("root", nanos::get, random::getAndIncrement);

    private static RuntimeException thrownBy(Runnable body) {
        try {
            body.run();
        } catch (RuntimeException thrown) {
            return thrown;
        }
        throw new AssertionError("nothing was thrown");
    }

    @Nested
    class Identity {
        @Test
        void aRootHasAGeneratedCorrelationId() {
            assertThat(root.correlationId()).isEqualTo("00000000000000010000000000000002");
            assertThat(root.operationId()).isEqualTo(3);
        }

        @Test
        void aGeneratedCorrelationIdIsNeverAllZeros() {
            assertThat(ErrorContext.root("r", () -> 0, () -> 0).correlationId())
                    .isEqualTo("00000000000000000000000000000001");
        }

        @Test
        void aChildHasItsOwnOperationAndTheSameCorrelation() {
            var child = root.with("user", 7).child("child");
            assertThat(child.operationId()).isEqualTo(4);
            assertThat(child.correlationId()).isEqualTo(root.correlationId());
            assertThat(child.metadata()).containsEntry("user", Value.of(7));
            assertThat(root.metadata()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", " ~", "0123-abc", "{\"quoted\"}"})
        void takesPrintableCorrelationIds(String id) {
            assertThat(root.withCorrelationId(id).correlationId()).isEqualTo(id);
            assertThat(root.withCorrelationId(id).child("c").correlationId()).isEqualTo(id);
            assertThat(root.withCorrelationId("x".repeat(128)).correlationId()).hasSize(128);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "é", "a\nb", "\u007f", "a\tb"})
        void refusesOtherCorrelationIds(String id) {
            assertThatThrownBy(() -> root.withCorrelationId(id))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 128 printable ASCII");
            assertThatThrownBy(() -> root.withCorrelationId("x".repeat(129)))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void metadataIsBoundedAndSaysSo() {
            var full = root;
            for (int field = 0; field < 40; field++) {
                full = full.with("f" + field, field);
            }
            assertThat(full.metadata()).hasSize(33).containsEntry("…", Value.of("(8 more)"));
        }
    }

    @Nested
    class Deadline {
        @Test
        void remainingNanosReadsNoClockThatWasJustRead() {
            var readings = new AtomicInteger();
            LongSupplier clock = readings::incrementAndGet;
            var context = ErrorContext.root("a", clock, () -> 1).withDeadline(Duration.ofNanos(500));
            int before = readings.get();
            assertThat(context.remainingNanos(clock, 102)).isEqualTo(400);
            assertThat(context.remainingNanos(clock, 600)).isZero();
            assertThat(readings).hasValue(before);
            assertThat(context.remainingNanos(() -> 0, 102)).isEqualTo(502 - before - 1);
            assertThat(root.remainingNanos(clock, 102)).isEqualTo(Long.MAX_VALUE);
        }

        @Test
        void isAbsentUntilItIsSet() {
            assertThat(root.deadlineNanos()).isEmpty();
            assertThat(root.remaining()).isEmpty();
        }

        @Test
        void onlyShrinks() {
            var outer = root.withDeadline(Duration.ofNanos(500));
            assertThat(outer.deadlineNanos()).hasValue(1_500);
            assertThat(outer.child("c").withDeadline(Duration.ofNanos(600)).deadlineNanos())
                    .hasValue(1_500);
            assertThat(outer.child("c").withDeadline(Duration.ofNanos(400)).deadlineNanos())
                    .hasValue(1_400);
            assertThat(outer.child("c").deadlineNanos()).hasValue(1_500);
        }

        @Test
        void remainsNeverLessThanNothing() {
            var context = root.withDeadline(Duration.ofNanos(500));
            nanos.set(1_200);
            assertThat(context.remaining()).contains(Duration.ofNanos(300));
            nanos.set(9_000);
            assertThat(context.remaining()).contains(Duration.ZERO);
        }

        @Test
        void negativeMeansNowAndForeverDoesNotOverflow() {
            assertThat(root.withDeadline(Duration.ofDays(-1)).remaining()).contains(Duration.ZERO);
            assertThat(root.withDeadline(Duration.ofSeconds(Long.MAX_VALUE))
                            .remaining()
                            .orElseThrow())
                    .isGreaterThan(Duration.ofDays(36_500));
            var late = ErrorContext.root("late", () -> Long.MAX_VALUE - 10, () -> 1);
            var wrapped = late.withDeadline(Duration.ofNanos(100));
            assertThat(wrapped.remaining()).contains(Duration.ofNanos(100));
            assertThat(wrapped.withDeadline(Duration.ofNanos(200)).remaining()).contains(Duration.ofNanos(100));
        }
    }

    @Nested
    class Current {
        @Test
        void isBoundInsideAndRestoredOutside() {
            assertThat(ErrorContext.current()).isEmpty();
            var child = root.child("child");
            var seen = new ArrayList<Optional<ErrorContext>>();
            root.run(() -> {
                seen.add(ErrorContext.current());
                child.run(() -> seen.add(ErrorContext.current()));
                thrownBy(() -> child.run(() -> {
                    throw new IllegalStateException("x");
                }));
                seen.add(ErrorContext.current());
            });
            assertThat(seen).containsExactly(Optional.of(root), Optional.of(child), Optional.of(root));
            assertThat(ErrorContext.currentOrNull()).isNull();
        }

        @Test
        void isNotInheritedByAThread() throws InterruptedException {
            var seen = new AtomicReference<>(Optional.of(root));
            var started = root.call(
                    (Supplier<Thread>) () -> Thread.ofVirtual().start(() -> seen.set(ErrorContext.current())));
            started.join();
            assertThat(seen.get()).isEmpty();
        }

        @Test
        void travelsToAThreadThatRunsInsideIt() throws InterruptedException {
            var seen = new AtomicReference<Optional<ErrorContext>>(Optional.empty());
            Thread.ofVirtual()
                    .start(() -> root.run(() -> seen.set(ErrorContext.current())))
                    .join();
            assertThat(seen.get()).containsSame(root);
        }
    }

    @Nested
    class Crumbs {
        @Test
        void comeInOrderWithTheirTimes() {
            nanos.set(1_100);
            root.breadcrumb("one");
            nanos.set(1_250);
            var child = root.child("two");
            assertThat(child.breadcrumbs())
                    .containsExactly(
                            new Breadcrumb("root", 1_000), new Breadcrumb("one", 1_100), new Breadcrumb("two", 1_250));
            assertThat(root.breadcrumbs()).hasSize(2);
        }

        @Test
        void ofCopiesOfOneOperationAreShared() {
            var copy = root.with("k", 1);
            copy.breadcrumb("step");
            assertThat(root.breadcrumbs()).isEqualTo(copy.breadcrumbs()).hasSize(2);
        }

        @Test
        void keepTheNewestAndCountTheRest() {
            for (int step = 1; step <= 1_000; step++) {
                root.breadcrumb("step " + step);
                var trace = root.trace();
                assertThat(trace.breadcrumbs()).hasSize(Math.min(32, step + 1));
                assertThat(trace.breadcrumbs().getLast().operation()).isEqualTo("step " + step);
                assertThat(trace.droppedBreadcrumbs()).isEqualTo(Math.max(0, step + 1 - 32));
            }
            assertThat(root.breadcrumbs())
                    .extracting(Breadcrumb::operation)
                    .isEqualTo(IntStream.rangeClosed(969, 1_000)
                            .mapToObj(step -> "step " + step)
                            .toList());
        }

        @Test
        void longNamesAreCut() {
            root.breadcrumb("x".repeat(5_000));
            assertThat(root.breadcrumbs().getLast().operation()).hasSizeLessThan(1_050);
        }

        @Test
        void ofAHundredThousandNestedContextsStayBounded() {
            var context = root;
            for (int depth = 1; depth <= 100_000; depth++) {
                context = context.child("level " + depth);
                assertThat(chain(context)).isLessThanOrEqualTo(2 * ErrorContext.MAX_BREADCRUMBS + 1);
            }
            assertThat(context.trace().droppedBreadcrumbs()).isEqualTo(100_001 - 32);
            assertThat(context.breadcrumbs().getFirst().operation()).isEqualTo("level 99969");
        }

        private static int chain(ErrorContext context) {
            return context.crumbs().length();
        }

        @Test
        void ofManyThreadsAreAllCounted() throws InterruptedException {
            List<Thread> threads = IntStream.range(0, 8)
                    .mapToObj(number -> Thread.ofPlatform().start(() -> {
                        for (int step = 0; step < 1_000; step++) {
                            root.breadcrumb("step");
                        }
                    }))
                    .toList();
            for (var thread : threads) {
                thread.join();
            }
            assertThat(root.trace().droppedBreadcrumbs()).isEqualTo(8_001 - 32);
        }
    }

    @Nested
    class Failures {
        @Test
        void anExceptionBringsTheInnermostTraceOnce() {
            var child = root.child("child");
            var thrown = thrownBy(() -> root.run(() -> child.run(() -> {
                child.breadcrumb("before");
                throw new IllegalStateException("x");
            })));
            assertThat(ErrorContext.traceOf(thrown)).contains(child.trace());
            assertThat(thrown.getSuppressed()).hasSize(1);
            assertThat(thrown.getSuppressed()[0].getStackTrace()).isEmpty();
            assertThat(thrown.getSuppressed()[0]).hasMessageContaining(root.correlationId());
        }

        @Test
        void aWrappedExceptionKeepsTheTraceOfItsCause() {
            var child = root.child("child");
            var thrown = thrownBy(() -> root.run(() -> {
                throw new IllegalStateException(thrownBy(() -> child.run(() -> {
                    throw new IllegalArgumentException("x");
                })));
            }));
            assertThat(thrown.getSuppressed()).isEmpty();
            assertThat(ErrorContext.traceOf(thrown)).contains(child.trace());
        }

        @Test
        void causesInACircleAreBounded() {
            var one = new IllegalStateException("one");
            one.initCause(new IllegalStateException("two", one));
            assertThat(ErrorContext.traceOf(one)).isEmpty();
            assertThat(thrownBy(() -> root.run(() -> {
                        throw one;
                    })))
                    .isSameAs(one);
            assertThat(ErrorContext.traceOf(one)).contains(root.trace());
        }

        @Test
        void anExceptionThatFailsItselfPassesThrough() {
            var hostile = new RuntimeException("x") {
                private static final long serialVersionUID = 1L;

                @Override
                public synchronized Throwable getCause() {
                    throw new IllegalStateException("no");
                }
            };
            assertThat(thrownBy(() -> root.run(() -> {
                                throw hostile;
                            }))
                            == hostile)
                    .isTrue();
        }

        @Test
        void aReturnedErrorIsEnrichedOnce() {
            var child = root.child("child");
            var error = FoundationError.of(FoundationErrorType.TIMEOUT);
            var result = root.call(() -> child.call(() -> Result.<Done>err(error)));
            assertThat(result).isInstanceOfSatisfying(Result.Err.class, failure -> {
                assertThat(failure.error().id()).isEqualTo(error.id());
                assertThat(failure.error().operation()).contains(child.trace());
            });
        }

        @Test
        void otherResultsAreReturnedAsTheyAre() {
            var success = Result.ok(1);
            assertThat(root.call(() -> success)).isSameAs(success);
            assertThat(root.call(() -> "text")).isEqualTo("text");
        }
    }

    @Test
    void measuresTheOperation() {
        nanos.set(1_700);
        assertThat(root.elapsedNanos()).isEqualTo(700);
        assertThat(root.trace().durationNanos()).isEqualTo(700);
        assertThat(root)
                .hasToString("ErrorContext[operation 0000000000000003, correlation 00000000000000010000000000000002]");
    }
}
