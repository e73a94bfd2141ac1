package io.elixirscope.foundation.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TimersIT {
    private final ManualClock clock = new ManualClock();
    private final List<Throwable> reported = new CopyOnWriteArrayList<>();
    private final Timers timers = new Timers(clock.scheduler(), "timers", reported::add);
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        timers.close();
    }

    @Nested
    class After {

        @Test
        void runsOnceWhenDueOnTheNamedDaemonThread() {
            timers.after(
                    Duration.ofSeconds(1),
                    () -> ran.add(Thread.currentThread().getName()
                            + Thread.currentThread().isDaemon()));
            clock.advance(Duration.ofMillis(999));
            assertThat(ran).isEmpty();
            assertThat(timers.pending()).isEqualTo(1);
            clock.advance(Duration.ofMillis(1));
            clock.advance(Duration.ofHours(1));
            assertThat(ran).containsExactly("timerstrue");
            assertThat(timers.pending()).isZero();
        }

        @Test
        void runsAtOnceForNoDelay() {
            timers.after(Duration.ofSeconds(-5), () -> ran.add("negative"));
            timers.after(Duration.ZERO, () -> ran.add("zero"));
            clock.settle();
            assertThat(ran).containsExactly("negative", "zero");
        }

        @Test
        void runsAnEarlierOneArmedLater() {
            timers.after(Duration.ofSeconds(10), () -> ran.add("late"));
            clock.settle();
            timers.after(Duration.ofSeconds(1), () -> ran.add("early"));
            clock.advance(Duration.ofSeconds(1));
            assertThat(ran).containsExactly("early");
        }

        @Test
        void neverRunsBeyondTheRangeOfTheClock() {
            timers.after(Duration.ofSeconds(Long.MAX_VALUE), () -> ran.add("never"));
            clock.advance(Duration.ofDays(10_000));
            assertThat(ran).isEmpty();
        }

        @Test
        void mayBeArmedByAnAction() {
            timers.after(Duration.ofSeconds(1), () -> timers.after(Duration.ofSeconds(1), () -> ran.add("second")));
            clock.advance(Duration.ofSeconds(2));
            assertThat(ran).containsExactly("second");
        }
    }

    @Nested
    class Every {

        @Test
        void runsOncePerPeriod() {
            var runs = new AtomicInteger();
            timers.every(Duration.ofMillis(10), runs::incrementAndGet);
            clock.advance(Duration.ofMillis(1_005));
            assertThat(runs.get()).isEqualTo(100);
            assertThat(timers.skipped()).isZero();
        }

        @Test
        void skipsAndCountsWholePeriodsThatWereMissed() {
            var runs = new AtomicInteger();
            timers.every(Duration.ofMillis(10), runs::incrementAndGet);
            clock.settle();
            clock.jump(Duration.ofMillis(57));
            clock.settle();
            assertThat(runs.get()).isEqualTo(1);
            assertThat(timers.skipped()).isEqualTo(4);
            clock.advance(Duration.ofMillis(3));
            assertThat(runs.get()).isEqualTo(2);
        }

        @Test
        void refusesAPeriodOfZero() {
            assertThatThrownBy(() -> timers.every(Duration.ZERO, () -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("period must be > 0, was PT0S");
        }

        @Test
        void goesOnAfterAFailure() {
            timers.every(Duration.ofSeconds(1), () -> {
                throw new IllegalStateException("broken");
            });
            clock.advance(Duration.ofSeconds(3));
            assertThat(timers.failures()).isEqualTo(3);
            assertThat(reported)
                    .hasSize(3)
                    .allSatisfy(thrown -> assertThat(thrown).hasMessage("broken"));
        }
    }

    @Nested
    class Cancel {

        @Test
        void preventsTheRun() {
            Timer timer = timers.after(Duration.ofSeconds(1), () -> ran.add("no"));
            assertThat(timer.cancel()).isTrue();
            assertThat(timer.cancel()).isFalse();
            clock.advance(Duration.ofSeconds(2));
            assertThat(ran).isEmpty();
        }

        @Test
        void comesTooLateAfterTheRun() {
            Timer timer = timers.after(Duration.ofSeconds(1), () -> ran.add("yes"));
            clock.advance(Duration.ofSeconds(1));
            assertThat(timer.cancel()).isFalse();
        }

        @Test
        void endsAPeriodicOneFromInside() {
            var self = new Timer[1];
            self[0] = timers.every(Duration.ofSeconds(1), () -> {
                ran.add("run");
                self[0].cancel();
            });
            clock.advance(Duration.ofSeconds(5));
            assertThat(ran).containsExactly("run");
        }
    }

    @Nested
    class Close {

        @Test
        void dropsAndCounts() {
            timers.after(Duration.ofSeconds(1), () -> ran.add("no"));
            Timer periodic = timers.every(Duration.ofSeconds(1), () -> ran.add("no"));
            timers.close();
            timers.close();
            clock.advance(Duration.ofSeconds(2));
            assertThat(ran).isEmpty();
            assertThat(timers.dropped()).isEqualTo(2);
            assertThat(periodic.cancel()).isFalse();
        }

        @Test
        void countsWhatIsArmedLater() {
            timers.close();
            assertThat(timers.after(Duration.ZERO, () -> ran.add("no")).cancel())
                    .isFalse();
            clock.settle();
            assertThat(ran).isEmpty();
            assertThat(timers.dropped()).isEqualTo(1);
        }
    }

    @Nested
    class Wakes {
        private final WakeCounter counter = new WakeCounter(clock.scheduler());
        private final Timers counted = new Timers(counter, "counted");

        @AfterEach
        void close() {
            counted.close();
        }

        @Test
        void comeOnlyForWhatIsDueBeforeTheThreadLooksAnyway() {
            var first = counted.after(Duration.ofSeconds(1), () -> ran.add("cancelled"));
            clock.settle();
            first.cancel();
            int before = counter.wakes().get();
            counted.after(Duration.ofSeconds(1), () -> ran.add("same")).cancel();
            counted.after(Duration.ofSeconds(3), () -> ran.add("later"));
            assertThat(counter.wakes()).hasValue(before);
            counted.after(Duration.ofMillis(500), () -> ran.add("earlier"));
            assertThat(counter.wakes()).hasValue(before + 1);
            clock.advance(Duration.ofSeconds(3));
            assertThat(ran).containsExactly("earlier", "later");
        }
    }

    /// A scheduler that counts how often it is asked to wake a thread.
    private record WakeCounter(Scheduler inner, AtomicInteger wakes) implements Scheduler {
        WakeCounter(Scheduler inner) {
            this(inner, new AtomicInteger());
        }

        @Override
        public Clock clock() {
            return inner.clock();
        }

        @Override
        public void park(Object blocker, long deadlineNanos) {
            inner.park(blocker, deadlineNanos);
        }

        @Override
        public void wake(Thread thread) {
            wakes.incrementAndGet();
            inner.wake(thread);
        }

        @Override
        public Thread start(String name, ThreadKind kind, Runnable body) {
            return inner.start(name, kind, body);
        }

        @Override
        public long random() {
            return inner.random();
        }
    }

    @Nested
    class OnTheSystem {

        @Test
        void runOnRealTime() throws InterruptedException {
            try (var real = new Timers(Scheduler.system(), "real-timers")) {
                var done = new CountDownLatch(3);
                real.after(Duration.ofMillis(1), done::countDown);
                real.every(Duration.ofMillis(1), done::countDown);
                done.await();
                assertThat(real.failures()).isZero();
            }
        }
    }
}
