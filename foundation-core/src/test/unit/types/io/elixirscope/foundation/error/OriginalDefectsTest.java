package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What the Elixir original gets wrong in its errors and contexts, done right.
class OriginalDefectsTest {
    private final AtomicLong nanos = new AtomicLong(7);
    private final ErrorContext context = ErrorContext.root("outer", nanos::get, () -> 3);

    /// There: services answer with codes that are missing or that clash, and with data errors in the range of the
    /// system.
    @Test
    void everyErrorHasACodeOfItsOwnInTheRangeOfItsSubject() {
        assertThat(Arrays.stream(FoundationErrorType.values()).map(FoundationErrorType::code))
                .doesNotHaveDuplicates()
                .doesNotContainNull();
        assertThat(FoundationErrorType.VALIDATION_FAILED.code().range()).isEqualTo(ErrorRange.DATA_VALIDATION);
        assertThat(FoundationErrorType.DATA_TOO_LARGE.code().range()).isEqualTo(ErrorRange.DATA_VALIDATION);
        assertThat(FoundationErrorType.SERVICE_UNAVAILABLE.code().range()).isEqualTo(ErrorRange.SYSTEM_INITIALIZATION);
    }

    /// There: adding context to the error of a service turns it into an unknown one.
    @Test
    void addedContextLeavesTypeCodeAndRangeAlone() {
        var error = FoundationError.of(FoundationErrorType.DATA_NOT_FOUND, "no event 7");
        var enriched = context.call(() -> Result.err(error.with("id", 7)));
        assertThat(((Result.Err<?>) enriched).error().type()).isEqualTo(FoundationErrorType.DATA_NOT_FOUND);
        assertThat(error.wrap(FoundationErrorType.INVALID_INPUT, "outer")
                        .origin()
                        .type())
                .isEqualTo(FoundationErrorType.DATA_NOT_FOUND);
    }

    /// There: a duration in nanoseconds holds milliseconds, and breadcrumbs show "52ns ago" after 52 ms.
    @Test
    void durationsAreInTheUnitTheySay() {
        nanos.addAndGet(50_000_000);
        context.breadcrumb("half-way");
        nanos.addAndGet(2_000_000);
        assertThat(context.elapsedNanos()).isEqualTo(52_000_000);
        assertThat(context.trace().durationNanos()).isEqualTo(52_000_000);
        assertThat(FoundationError.of(FoundationErrorType.TIMEOUT).in(context).report())
                .contains("+50.0 ms    half-way", "the last operation took 52.0 ms");
    }

    /// There: a nested context deletes the outer one.
    @Test
    void theOuterContextIsBackAfterANestedOne() {
        context.run(() -> {
            var inner = context.child("inner");
            inner.run(() -> assertThat(ErrorContext.current()).containsSame(inner));
            assertThat(ErrorContext.current()).containsSame(context);
        });
        assertThat(ErrorContext.current()).isEmpty();
    }

    /// There: a throw leaves a stale context behind.
    @Test
    void aThrowLeavesNoContextBehind() {
        assertThatThrownBy(() -> context.run(() -> {
                    throw new IllegalStateException("x");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ErrorContext.current()).isEmpty();
    }

    /// There: only exceptions are enriched, a returned error is not.
    @Test
    void aReturnedErrorHasTheHistoryOfItsOperation() {
        Result<Object> returned = context.call(() -> {
            context.breadcrumb("looked");
            return Result.err(FoundationErrorType.DATA_NOT_FOUND, "none");
        });
        var trace = ((Result.Err<Object>) returned).error().operation().orElseThrow();
        assertThat(trace.breadcrumbs()).extracting(Breadcrumb::operation).containsExactly("outer", "looked");
    }
}
