package io.elixirscope.foundation.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.SilentLogger;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.time.Gate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class DeterministicIT {
    /// A till that can be used well (`Pay`) and badly (`Total`, then `Put`).
    sealed interface Till {
        record Pay(int amount) implements Till, Call<Till, Integer> {}

        record Total() implements Till, Call<Till, Integer> {}

        record Put(int total) implements Till, Cast<Till> {}

        record Fail() implements Till, Call<Till, Integer> {}
    }

    static GenServer<Till, Integer> till() {
        return GenServer.named("till", Till.class)
                .init(_ -> Init.ready(0))
                .onCall(Till.Pay.class, (pay, total) -> Reply.ok(total + pay.amount(), total + pay.amount()))
                .onCall(Till.Total.class, (_, total) -> Reply.ok(total, total))
                .onCall(Till.Fail.class, (_, _) -> {
                    throw new IllegalStateException("jammed");
                })
                .onCast(Till.Put.class, (put, _) -> Next.state(put.total()))
                .build();
    }

    private static void payWell(DeterministicRun run) {
        var till = run.start(till());
        var buyers = IntStream.range(0, 3)
                .mapToObj(i -> run.fork("buyer" + i, () -> till.call(new Till.Pay(1))))
                .toList();
        assertThat(buyers).allSatisfy(buyer -> assertThat(buyer.join()).isInstanceOf(Result.Ok.class));
        assertThat(till.read()).isEqualTo(3);
    }

    private static void payBadly(DeterministicRun run) {
        var till = run.start(till());
        var buyers = IntStream.range(0, 2)
                .mapToObj(i -> run.fork("buyer" + i, () -> {
                    int total = till.call(new Till.Total()).orElseThrow();
                    return till.cast(new Till.Put(total + 1));
                }))
                .toList();
        buyers.forEach(Fork::join);
        assertThat(till.call(new Till.Total())).isEqualTo(Result.ok(2));
    }

    @Nested
    final class Repeats {
        @Test
        void oneSeedGivesOneTrace() {
            for (long seed = 1; seed <= 300; seed++) {
                assertThat(Deterministic.replay(seed, DeterministicIT::payWell))
                        .isEqualTo(Deterministic.replay(seed, DeterministicIT::payWell));
            }
        }

        @Test
        void oneSeedGivesOneTraceWithCrashesAndTimers() {
            for (long seed = 1; seed <= 100; seed++) {
                assertThat(Deterministic.replay(seed, DeterministicIT::crashAndWait))
                        .isEqualTo(Deterministic.replay(seed, DeterministicIT::crashAndWait));
            }
        }

        @Test
        void seedsInterleaveDifferently() {
            var explored = Deterministic.explore(300, DeterministicIT::payWell);
            assertThat(explored.runs()).isEqualTo(300);
            assertThat(explored.interleavings()).isGreaterThan(290);
        }

        @Test
        void chanceComesFromTheSeed() {
            assertThat(draws(7)).isEqualTo(draws(7)).isNotEqualTo(draws(8));
        }

        private static List<Integer> draws(long seed) {
            var drawn = new java.util.ArrayList<Integer>();
            Deterministic.replay(seed, run -> {
                for (int i = 0; i < 20; i++) {
                    drawn.add(run.random(100));
                }
            });
            return drawn;
        }
    }

    private static void crashAndWait(DeterministicRun run) {
        var till = till();
        run.start(Supervisor.named("shop")
                .intensity(10, Duration.ofSeconds(1))
                .child(till)
                .build());
        var ref = run.runtime().ref(till);
        var breaker = run.fork("breaker", () -> ref.call(new Till.Fail()));
        var buyer = run.fork("buyer", () -> {
            run.sleep(Duration.ofMillis(run.random(3)));
            return ref.call(new Till.Pay(1));
        });
        assertThat(breaker.join())
                .isInstanceOfSatisfying(
                        Result.Err.class,
                        err -> assertThat(err.error().type()).isEqualTo(FoundationErrorType.SERVER_CRASHED));
        assertThat(buyer.join()).isInstanceOf(Result.Ok.class);
    }

    @Nested
    final class Finds {
        @Test
        void aLostUpdate() {
            assertThatThrownBy(() -> Deterministic.explore(200, DeterministicIT::payBadly))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("fails: ")
                    .hasMessageContaining("run it alone with -Dfoundation.seed=")
                    .hasMessageContaining("buyer0#");
        }

        @Test
        void aFailingSeedFailsAgain() {
            long failing = IntStream.rangeClosed(1, 200)
                    .filter(seed -> fails(seed, DeterministicIT::payBadly))
                    .findFirst()
                    .orElseThrow();
            assertThat(fails(failing, DeterministicIT::payBadly)).isTrue();
        }

        private static boolean fails(long seed, Deterministic.Body body) {
            try {
                Deterministic.replay(seed, body);
                return false;
            } catch (AssertionError _) {
                return true;
            }
        }

        @Test
        void aDeadlockOfWaitsInTheLibrary() {
            assertThatThrownBy(() -> Deterministic.replay(1, run -> new Gate<String>(run.scheduler()).await()))
                    .hasMessageContaining("seed 1 fails: deadlock: nobody can go on")
                    .hasMessageContaining("\"test\" waits for Gate")
                    .hasMessageContaining("DeterministicIT");
        }

        @Test
        void aWaitThatOnlyTimersOutlive() {
            assertThatThrownBy(() -> Deterministic.replay(1, run -> {
                        run.runtime().timers().every(Duration.ofSeconds(1), () -> {});
                        new Gate<String>(run.scheduler()).await();
                    }))
                    .hasMessageContaining("no end after 1000000 points: only timers go on")
                    .hasMessageContaining("\"test\" waits for Gate");
        }

        @Test
        void aLatchThatNobodyCounts() {
            assertThatThrownBy(() -> Deterministic.replay(1, _ -> new CountDownLatch(1).await()))
                    .hasMessageContaining("thread \"test\" has the baton and blocks outside of the library for 1 s")
                    .hasMessageContaining("CountDownLatch");
        }

        @Test
        void locksTakenInTwoOrders() {
            assertThatThrownBy(() -> Deterministic.explore(50, run -> {
                        var first = new ReentrantLock();
                        var second = new ReentrantLock();
                        var one = run.fork("one", () -> lockBoth(run, first, second));
                        var two = run.fork("two", () -> lockBoth(run, second, first));
                        one.join();
                        two.join();
                    }))
                    .hasMessageContaining("has the baton and blocks outside of the library")
                    .hasMessageContaining("ReentrantLock.lock");
        }

        private static boolean lockBoth(DeterministicRun run, ReentrantLock first, ReentrantLock second) {
            first.lock();
            run.pause();
            second.lock();
            second.unlock();
            first.unlock();
            return true;
        }

        @Test
        void aThreadThatNeverEnds() {
            assertThatThrownBy(() -> Deterministic.replay(
                            1, run -> run.fork("forgotten", () -> new Gate<String>(run.scheduler()).await())))
                    .hasMessageContaining("wait for ever after its servers were stopped")
                    .hasMessageContaining("\"forgotten\" waits for Gate");
        }

        @Test
        void aThreadOfAnother() {
            assertThatThrownBy(() -> Deterministic.replay(1, run -> {
                        var till = run.start(till());
                        var stranger = new Thread(() -> till.cast(new Till.Put(1)), "stranger");
                        var thrown = new java.util.concurrent.atomic.AtomicReference<Throwable>();
                        stranger.setUncaughtExceptionHandler((_, e) -> thrown.set(e));
                        stranger.start();
                        stranger.join();
                        throw new AssertionError(thrown.get().getMessage(), thrown.get());
                    }))
                    .hasMessageContaining("thread \"stranger\" is not part of the seeded run");
        }
    }

    @Test
    void oneCallNeverLosesAnUpdate() {
        assertThat(Deterministic.explore(300, DeterministicIT::payWell).runs()).isEqualTo(300);
    }

    @Test
    void timeJumpsWhenEverybodyWaits() {
        Deterministic.replay(1, run -> {
            var before = run.scheduler().clock().wallTime();
            run.sleep(Duration.ofDays(1));
            assertThat(Duration.between(before, run.scheduler().clock().wallTime()))
                    .isBetween(Duration.ofDays(1), Duration.ofDays(1).plusSeconds(1));
        });
    }

    @Test
    void aWholeFoundationRunsInIt() {
        var explored = Deterministic.explore(30, run -> {
            var till = till();
            try (var foundation = Foundation.builder()
                    .scheduler(run.scheduler())
                    .logger(new SilentLogger())
                    .supervise(Supervisor.named("shop").child(till).build())
                    .start()
                    .orElseThrow()) {
                var ref = foundation.ref(till);
                assertThat(ref.call(new Till.Fail())).isInstanceOf(Result.Err.class);
                assertThat(ref.call(new Till.Pay(1))).isEqualTo(Result.ok(1));
            }
        });
        assertThat(explored.interleavings()).isEqualTo(30);
    }
}
