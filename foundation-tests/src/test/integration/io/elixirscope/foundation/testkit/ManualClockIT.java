package io.elixirscope.foundation.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManualClockIT {
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final Scheduler scheduler = clock.scheduler();

    @Nested
    class Time {

        @Test
        void movesOnlyByHand() {
            assertThat(clock.wallTime()).isEqualTo(Instant.EPOCH);
            assertThat(clock.nanos()).isEqualTo(ManualClock.FIRST_NANOS);
            clock.advance(Duration.ofSeconds(3));
            assertThat(clock.wallTime()).isEqualTo(Instant.EPOCH.plusSeconds(3));
            assertThat(clock.nanos()).isEqualTo(ManualClock.FIRST_NANOS + 3_000_000_000L);
        }

        @Test
        void letsTheWallTimeJumpAlone() {
            long before = clock.nanos();
            clock.setWallTime(Instant.EPOCH.minusSeconds(60));
            assertThat(clock.wallTime()).isEqualTo(Instant.EPOCH.minusSeconds(60));
            assertThat(clock.nanos()).isEqualTo(before);
        }

        @Test
        void doesNotMoveBack() {
            assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(">= 0");
        }
    }

    @Nested
    class Park {

        @ParameterizedTest
        @EnumSource(ThreadKind.class)
        void endsWhenTheDeadlinePasses(ThreadKind kind) {
            List<String> seen = new CopyOnWriteArrayList<>();
            long deadline = scheduler.deadlineAfter(Duration.ofSeconds(5));
            scheduler.start("waiter", kind, () -> {
                while (clock.nanos() < deadline) {
                    scheduler.park(this, deadline);
                }
                seen.add("passed");
            });
            clock.advance(Duration.ofNanos(4_999_999_999L));
            assertThat(seen).isEmpty();
            clock.advance(Duration.ofNanos(1));
            assertThat(seen).containsExactly("passed");
        }

        @Test
        void returnsAtOnceAfterAnEarlierWake() {
            scheduler.wake(Thread.currentThread());
            scheduler.park(this, Scheduler.NO_DEADLINE);
            assertThat(clock.nanos()).isEqualTo(ManualClock.FIRST_NANOS);
        }

        @Test
        void returnsAtOnceWhenInterruptedAndKeepsTheFlag() {
            Thread.currentThread().interrupt();
            scheduler.park(this, Scheduler.NO_DEADLINE);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Nested
    class Advance {

        @Test
        void stopsAtEveryDeadlineOnTheWay() {
            List<Long> readings = new CopyOnWriteArrayList<>();
            scheduler.start("ticker", ThreadKind.VIRTUAL, () -> {
                for (int tick = 1; tick <= 100; tick++) {
                    long deadline = ManualClock.FIRST_NANOS + tick * 10L;
                    while (clock.nanos() < deadline) {
                        scheduler.park(this, deadline);
                    }
                    readings.add(clock.nanos() - ManualClock.FIRST_NANOS);
                }
            });
            clock.advance(Duration.ofNanos(55));
            assertThat(readings).containsExactly(10L, 20L, 30L, 40L, 50L);
            clock.advance(Duration.ofNanos(945));
            assertThat(readings).hasSize(100).last().isEqualTo(1_000L);
        }

        @Test
        void waitsForThoseWhomTheWokenWake() {
            int length = 50;
            var threads = new Thread[length];
            var turn = new AtomicInteger(-1);
            for (int i = 0; i < length; i++) {
                int me = i;
                threads[i] = scheduler.start("link-" + i, ThreadKind.VIRTUAL, () -> {
                    long deadline = me == 0 ? ManualClock.FIRST_NANOS + 10 : Scheduler.NO_DEADLINE;
                    while (me == 0 ? clock.nanos() < deadline : turn.get() < me - 1) {
                        scheduler.park(this, deadline);
                    }
                    turn.set(me);
                    if (me + 1 < length) {
                        scheduler.wake(threads[me + 1]);
                    }
                });
            }
            clock.advance(Duration.ofNanos(10));
            assertThat(turn.get()).isEqualTo(length - 1);
        }

        @Test
        void takesAThreadThatWaitsByOtherMeansForQuiet() throws InterruptedException {
            var latch = new CountDownLatch(1);
            var done = new CountDownLatch(1);
            scheduler.start("elsewhere", ThreadKind.VIRTUAL, () -> {
                awaitUninterruptibly(latch);
                done.countDown();
            });
            clock.advance(Duration.ofSeconds(1));
            assertThat(done.getCount()).isEqualTo(1);
            latch.countDown();
            done.await();
        }

        @Test
        void reachesAThreadOfTheTestOnceItIsParked() throws InterruptedException {
            long deadline = scheduler.deadlineAfter(Duration.ofSeconds(1));
            Thread thread = Thread.ofVirtual().start(() -> {
                while (clock.nanos() < deadline) {
                    scheduler.park(this, deadline);
                }
            });
            clock.awaitParked(thread);
            clock.advance(Duration.ofSeconds(1));
            thread.join();
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Nested
    class Jump {

        @Test
        void doesNotWaitForAThreadThatComputes() {
            var stop = new CountDownLatch(1);
            scheduler.start("spinner", ThreadKind.PLATFORM, () -> {
                while (stop.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
            clock.jump(Duration.ofSeconds(1));
            stop.countDown();
            assertThat(clock.wallTime()).isEqualTo(Instant.EPOCH.plusSeconds(1));
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
