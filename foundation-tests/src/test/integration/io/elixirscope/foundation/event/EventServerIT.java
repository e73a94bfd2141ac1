package io.elixirscope.foundation.event;

import static io.elixirscope.foundation.event.EventSamples.events;
import static io.elixirscope.foundation.event.EventSamples.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.ServerControl;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.telemetry.Emission;
import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventServerIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualClock clock = new ManualClock(EventSamples.START);
    private final ServerRuntime runtime = EventRuntime.of(clock.scheduler());
    private final EventStore store = new MemoryEventStore(clock.scheduler(), MemoryLimits.DEFAULT);
    private final Events events = new Events(
            store, new EventSettings("/n", "n", () -> 0, clock.scheduler(), runtime.telemetry(), runtime.errors()));

    @AfterEach
    void end() {
        runtime.timers().close();
    }

    /// Waits for what an incarnation tells of itself.
    private static final class Life implements ServerControl.Listener {
        private final CountDownLatch ready = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public void ready(Incarnation incarnation) {
            ready.countDown();
        }

        @Override
        public void ignored(Incarnation incarnation) {}

        @Override
        public void refused(Incarnation incarnation, FoundationError error) {}

        @Override
        public void ended(Incarnation incarnation, ExitReason reason) {
            ended.countDown();
        }

        void awaitReady() throws InterruptedException {
            assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();
        }

        void awaitEnd() throws InterruptedException {
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void prunesAtIntervalsByItsSettingsOfThatTime() throws InterruptedException {
        AtomicReference<Duration> maxAge = new AtomicReference<>(Duration.ofMinutes(10));
        var retention = new EventRetention(maxAge::get, () -> 100, () -> MINUTE);
        GenServer<?, StoreStats> server = events.server("events", retention);
        List<Emission> told = new CopyOnWriteArrayList<>();
        runtime.telemetry().attach("test", "elixir_scope.event.pruned", told::add);
        Life life = new Life();
        ServerControl control = ServerControl.take(runtime, server);
        control.start(life);
        life.awaitReady();
        numbered(1, 120).forEach(event -> store.append(event).orElseThrow());
        clock.advance(MINUTE);
        clock.settle();
        assertThat(runtime.ref(server).read().events()).isEqualTo(100);
        maxAge.set(Duration.ofSeconds(30));
        clock.advance(MINUTE);
        clock.settle();
        assertThat(runtime.ref(server).read().events()).isZero();
        assertThat(told).extracting(Emission::value).containsExactly(20L, 100L);
        control.stop(ExitReason.shutdown());
        life.awaitEnd();
        assertThat(store.append(numbered(200)).succeeded()).isTrue();
    }

    @Test
    void losesNothingWithAnIncarnation() throws InterruptedException {
        GenServer<?, StoreStats> server = events.server("events", EventRetention.of(Duration.ofDays(1), 100, MINUTE));
        ServerControl control = ServerControl.take(runtime, server);
        Life first = new Life();
        control.start(first);
        first.awaitReady();
        store.append(numbered(1)).orElseThrow();
        control.kill();
        first.awaitEnd();
        store.append(numbered(2)).orElseThrow();
        Life second = new Life();
        control.start(second);
        second.awaitReady();
        assertThat(events(store)).isEqualTo(numbered(1, 2));
        control.stop(ExitReason.shutdown());
        second.awaitEnd();
        assertThat(store.append(numbered(3)).succeeded()).isTrue();
    }
}
