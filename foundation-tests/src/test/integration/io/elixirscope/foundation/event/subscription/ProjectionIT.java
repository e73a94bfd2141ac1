package io.elixirscope.foundation.event.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.testkit.FoundationExtension;
import io.elixirscope.foundation.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@ExtendWith(FoundationExtension.class)
final class ProjectionIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private static long paid(Foundation foundation, long cents) {
        return foundation.events().record("paid", Value.of(cents)).orElseThrow().position();
    }

    private static Projection.Builder<Long> till(Foundation foundation) {
        return foundation
                .subscriptions()
                .project("till", 0L)
                .query(EventQuery.builder().type("paid").build());
    }

    private static long cents(Value data) {
        return data instanceof Value.LongValue(long cents) ? cents : 0;
    }

    private static long newest(Events events) {
        return events.stats().lastPosition();
    }

    @Test
    void foldsWhatIsStoredAndGoesOnWithWhatIsAppended() throws InterruptedException {
        try (var foundation = Foundation.builder().start().orElseThrow()) {
            paid(foundation, 100);
            foundation.events().record("other", Value.ofNull()).orElseThrow();
            Projection<Long> till = till(foundation)
                    .fold((sum, stored) -> sum + cents(stored.event().data()))
                    .orElseThrow();
            long position = paid(foundation, 20);
            assertThat(till.readAt(position, SOON, sum -> sum)).isEqualTo(Result.ok(120L));
            foundation.events().record("other", Value.ofNull()).orElseThrow();
            assertThat(till.readAt(newest(foundation.events()), SOON, sum -> sum))
                    .isEqualTo(Result.ok(120L));
            till.close();
            long closed = till.read(sum -> sum);
            assertThat(closed).isEqualTo(120L);
        }
    }

    @Test
    void saysThatItIsNotThereYet() throws InterruptedException {
        try (var foundation = Foundation.builder().start().orElseThrow()) {
            Projection<Long> till = till(foundation).fold((sum, _) -> sum).orElseThrow();
            assertThat(till.readAt(1_000, Duration.ofMillis(1), sum -> sum))
                    .isInstanceOfSatisfying(
                            Result.Err.class,
                            late -> assertThat(late.error().type()).isEqualTo(FoundationErrorType.TIMEOUT));
        }
    }

    @Test
    void endsWithTheErrorOfItsFold() throws InterruptedException {
        try (var foundation = Foundation.builder().start().orElseThrow()) {
            Projection<Long> till = till(foundation)
                    .fold((sum, stored) -> sum / cents(stored.event().data()))
                    .orElseThrow();
            long position = paid(foundation, 0);
            Result<Long> failed = till.readAt(position, SOON, sum -> sum);
            assertThat(failed)
                    .isInstanceOfSatisfying(
                            Result.Err.class,
                            error -> assertThat(error.error().message()).contains("till", "position " + position));
            assertThat(foundation.subscriptions().health().reasons()).hasSize(1);
            till.close();
            assertThat(foundation.subscriptions().health().reasons()).isEmpty();
        }
    }

    @Test
    void goesOnFromItsSnapshotInTheNextProcess() throws InterruptedException {
        var folded = new AtomicLong();
        for (int start = 1; start <= 3; start++) {
            try (var foundation =
                    Foundation.builder().dataDirectory(directory).start().orElseThrow()) {
                Projection<Long> till = till(foundation)
                        .snapshot(100, Value::of, ProjectionIT::cents)
                        .fold((sum, stored) -> {
                            folded.incrementAndGet();
                            return sum + cents(stored.event().data());
                        })
                        .orElseThrow();
                for (int i = 0; i < 250; i++) {
                    paid(foundation, 1);
                }
                assertThat(till.readAt(newest(foundation.events()), SOON, sum -> sum))
                        .isEqualTo(Result.ok(250L * start));
            }
        }
        assertThat(folded).hasValue(750);
    }

    @Test
    void foldsAnewWhereItsSnapshotIsNotKnown() throws InterruptedException {
        try (var foundation = Foundation.builder().start().orElseThrow()) {
            long position = paid(foundation, 5);
            till(foundation)
                    .snapshot(1, sum -> Value.of("odd"), ProjectionIT::cents)
                    .fold((sum, stored) -> sum + cents(stored.event().data()))
                    .orElseThrow()
                    .close();
            Projection<Long> again = till(foundation)
                    .snapshot(1, Value::of, _ -> {
                        throw new IllegalArgumentException("of another version");
                    })
                    .fold((sum, stored) -> sum + cents(stored.event().data()))
                    .orElseThrow();
            assertThat(again.readAt(position, SOON, sum -> sum)).isEqualTo(Result.ok(5L));
        }
    }
}
