package io.elixirscope.foundation.event;

import static io.elixirscope.foundation.event.EventSamples.events;
import static io.elixirscope.foundation.event.EventSamples.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class MemoryEventStoreIT {
    private static final Duration DAY = Duration.ofDays(1);
    private static final long MIB = 1L << 20;

    private final ManualClock clock = new ManualClock(EventSamples.START);

    @Test
    void dropsTheOldestBeyondItsNumberOfEvents() {
        var store = new MemoryEventStore(clock.scheduler(), new MemoryLimits(3, MIB, DAY));
        numbered(1, 10).forEach(store::append);
        assertThat(events(store)).isEqualTo(numbered(8, 10));
        assertThat(store.stats().pruned()).isEqualTo(7);
        assertThat(store.get("e-7").succeeded()).isFalse();
    }

    @Test
    void dropsTheOldestBeyondItsBytes() {
        var store = new MemoryEventStore(clock.scheduler(), new MemoryLimits(1_000, MIB, DAY));
        for (int i = 0; i < 20; i++) {
            store.append(numbered(i + 2).toBuilder().data(Value.of(noise(i))).buildOrThrow())
                    .orElseThrow();
            assertThat(store.stats().bytes()).isLessThanOrEqualTo(MIB);
        }
        assertThat(store.stats().events()).isEqualTo(10);
        store.pruneTo(0).orElseThrow();
        assertThat(store.stats().bytes()).isZero();
    }

    /// Bytes that no compressor makes smaller.
    private static byte[] noise(int seed) {
        byte[] bytes = new byte[100_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void dropsWhatIsOlderThanItsAge() {
        var store = new MemoryEventStore(clock.scheduler(), new MemoryLimits(1_000, MIB, Duration.ofSeconds(10)));
        store.append(numbered(1));
        clock.advance(Duration.ofSeconds(10));
        store.append(numbered(2));
        assertThat(events(store)).isEqualTo(numbered(1, 2));
        clock.advance(Duration.ofNanos(1));
        store.append(numbered(3));
        assertThat(events(store)).isEqualTo(numbered(2, 3));
    }

    @Test
    void followsLimitsThatChange() {
        AtomicReference<MemoryLimits> limits = new AtomicReference<>(new MemoryLimits(100, MIB, DAY));
        var store = new MemoryEventStore(clock.scheduler(), limits::get);
        numbered(1, 50).forEach(store::append);
        limits.set(new MemoryLimits(5, MIB, DAY));
        store.append(numbered(51));
        assertThat(events(store)).isEqualTo(numbered(47, 51));
    }

    @Test
    void keepsOnlyTheNewestOfABatchLargerThanItsBound() {
        var store = new MemoryEventStore(clock.scheduler(), new MemoryLimits(3, MIB, DAY));
        assertThat(store.appendAll(numbered(1, 10)).orElseThrow()).hasSize(10);
        assertThat(events(store)).isEqualTo(numbered(8, 10));
    }

    @Test
    void survivesAnAgeBeyondAllTime() {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        var store = new MemoryEventStore(clock.scheduler(), new MemoryLimits(3, MIB, forEver));
        assertThat(store.append(numbered(1)).succeeded()).isTrue();
    }

    @Test
    void refusesLimitsThatKeepNothing() {
        assertThatThrownBy(() -> new MemoryLimits(0, MIB, DAY)).hasMessage("maxEvents must be >= 1, was 0");
        assertThatThrownBy(() -> new MemoryLimits(1, 1, DAY)).hasMessageContaining("maxBytes");
        assertThatThrownBy(() -> new MemoryLimits(1, MIB, Duration.ZERO)).hasMessageContaining("maxAge");
    }
}
