package io.elixirscope.foundation.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TelemetryConcurrencyIT {
    private static final int EMITTERS = 4;

    private final Timers timers = new Timers(Scheduler.system(), "timers");
    private final Telemetry telemetry = new Telemetry(Scheduler.system(), timers);
    private final TelemetryEvent event = telemetry.event("shop.stored", MeasurementUnit.COUNT, "emitter");

    @AfterEach
    void close() {
        timers.close();
    }

    @Nested
    class AttachAndDetachAgainstEmit {

        /// A handler that stays gets every emission once, whatever comes and goes beside it. One that goes gets each at
        /// most once, and none that begins after `detach` has returned.
        @Test
        void balances() throws InterruptedException {
            int rounds = 500;
            var stop = new AtomicBoolean();
            var emitted = new AtomicLong();
            var steady = new LongAdder();
            var afterDetach = new LongAdder();
            telemetry.attach("steady", "shop.*", emission -> steady.increment());
            List<Thread> emitters = new ArrayList<>();
            for (int i = 0; i < EMITTERS; i++) {
                emitters.add(Thread.ofPlatform().start(() -> {
                    while (!stop.get()) {
                        event.emit(emitted.incrementAndGet(), "x");
                    }
                }));
            }
            for (int round = 0; round < rounds; round++) {
                var detachedAt = new AtomicLong(Long.MAX_VALUE);
                var met = new CountDownLatch(1);
                Attachment passing = telemetry.attach("passing", "shop.stored", emission -> {
                    if (emission.value() > detachedAt.get()) {
                        afterDetach.increment();
                    }
                    met.countDown();
                });
                met.await();
                passing.close();
                // numbers above this one are drawn later, so their emissions begin after the detaching
                detachedAt.set(emitted.get());
            }
            stop.set(true);
            for (Thread emitter : emitters) {
                emitter.join();
            }
            assertThat(steady.sum()).isEqualTo(emitted.get());
            assertThat(afterDetach.sum()).isZero();
            assertThat(telemetry.handlers())
                    .extracting(HandlerStatus::handlerId)
                    .containsExactly("steady");
            assertThat(telemetry.counts()).isEqualTo(new TelemetryCounts(0, 0, 0, 0));
        }
    }

    @Nested
    class FailuresAgainstEmit {

        @Test
        void areEachCountedAndQuarantineOnce() throws InterruptedException {
            var thrown = new LongAdder();
            var together = new CountDownLatch(EMITTERS);
            telemetry.attach("fragile", "shop.stored", emission -> {
                thrown.increment();
                together.countDown();
                await(together);
                throw new IllegalStateException("all at once");
            });
            List<Thread> emitters = new ArrayList<>();
            for (int i = 0; i < EMITTERS; i++) {
                emitters.add(Thread.ofVirtual().start(() -> event.emit(1)));
            }
            for (Thread emitter : emitters) {
                emitter.join();
            }
            HandlerStatus status = telemetry.handlers().getFirst();
            assertThat(thrown.sum()).isEqualTo(EMITTERS);
            assertThat(status.failures()).isEqualTo(EMITTERS);
            assertThat(status.quarantines()).isEqualTo(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
