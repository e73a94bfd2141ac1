package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RootContextsTest {
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicInteger draws = new AtomicInteger();
    private final RootContexts roots =
            new RootContexts(() -> "ship", readings::incrementAndGet, draws::incrementAndGet);

    private ErrorContext current() {
        return ErrorContext.current().orElseThrow();
    }

    @Test
    void makesNothingForWhoAsksForNothing() {
        roots.run(() -> {
            roots.begin();
            assertThat(roots.end()).isNull();
        });
        assertThat(readings).hasValue(0);
        assertThat(draws).hasValue(0);
    }

    @Test
    void givesOneOperationOneContextAndTheNextAnother() {
        List<ErrorContext> seen = new ArrayList<>();
        roots.run(() -> {
            roots.begin();
            seen.add(current());
            assertThat(current()).isSameAs(seen.getFirst());
            assertThat(roots.end()).isSameAs(seen.getFirst());
            roots.begin();
            seen.add(current());
        });
        assertThat(seen.getFirst().breadcrumbs())
                .singleElement()
                .extracting(Breadcrumb::operation)
                .isEqualTo("ship");
        assertThat(seen.get(1).correlationId()).isNotEqualTo(seen.getFirst().correlationId());
    }

    @Test
    void isNoContextBetweenTwoOperations() {
        roots.run(() -> {
            assertThat(ErrorContext.current()).isEmpty();
            roots.begin();
            roots.end();
            assertThat(ErrorContext.current()).isEmpty();
        });
    }

    @Test
    void isShadowedByAContextInside() {
        ErrorContext inner = ErrorContext.root("inner", () -> 1, () -> 1);
        roots.run(() -> {
            roots.begin();
            inner.run(() -> assertThat(current()).isSameAs(inner));
            assertThat(current()).isNotSameAs(inner);
        });
    }

    @Test
    void givesWhatWasThrownItsTrace() {
        var thrown = new IllegalStateException("asked to");
        roots.run(() -> {
            roots.begin();
            ErrorContext in = roots.failed(thrown);
            assertThat(ErrorContext.traceOf(thrown).orElseThrow().correlationId())
                    .isEqualTo(in.correlationId());
        });
    }
}
