package io.elixirscope.foundation.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.error.RetryStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetrySnippetsSmokeTest {
    private final AtomicInteger calls = new AtomicInteger();

    private Result<String> secondTime(RetryStrategy strategy) {
        return calls.incrementAndGet() < 2 ? Result.err(Repeatable.error(strategy)) : Result.ok("done");
    }

    @Test
    void examplesRunInAFoundation() {
        try (var foundation = Foundation.builder().start().orElseThrow()) {
            var charged = RetrySnippets.charge(
                    foundation.retry(), () -> secondTime(new RetryStrategy.Fixed(Duration.ofNanos(1))));
            assertThat(charged).isEqualTo(Result.ok("done"));
            calls.set(0);
            List<Duration> waits = new ArrayList<>();
            var polled = RetrySnippets.poll(
                    foundation.retry(), () -> secondTime(new RetryStrategy.Fixed(Duration.ofDays(1))), waits::add);
            assertThat(polled.succeeded()).isFalse();
            assertThat(waits).isEmpty();
            assertThat(foundation.errorLog().errorsByCode()).containsOnlyKeys("shop/E399");
            assertThat(foundation.errorLog().recent()).hasSize(1);
            assertThat(foundation.retry().counts())
                    .extracting(RetryCounts::operation)
                    .containsExactly("payments.charge", "reports.poll");
        }
    }
}
