package io.elixirscope.foundation.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimersPropertyTest {

    private record Planned(int number, long dueNanos) {}

    private record Ran(int number, long atNanos) {}

    /// Whatever is armed, cancelled and advanced: what was not cancelled runs once, at its deadline, in order
    /// of deadlines and then of arming.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void runEachActionOnceAtItsDeadlineInOrder(long seed) {
        var random = new Random(seed);
        var clock = new ManualClock();
        List<Ran> ran = new CopyOnWriteArrayList<>();
        List<Planned> planned = new ArrayList<>();
        try (var timers = new Timers(clock.scheduler(), "timers")) {
            List<Timer> armed = new ArrayList<>();
            List<Planned> armedPlans = new ArrayList<>();
            for (int number = 0; number < 200; number++) {
                int me = number;
                long delay = random.nextInt(100);
                var plan = new Planned(number, clock.nanos() + delay);
                armed.add(timers.after(Duration.ofNanos(delay), () -> ran.add(new Ran(me, clock.nanos()))));
                armedPlans.add(plan);
                planned.add(plan);
                if (random.nextInt(4) == 0) {
                    int victim = random.nextInt(armed.size());
                    if (armed.get(victim).cancel()) {
                        planned.remove(armedPlans.get(victim));
                    }
                }
                if (random.nextInt(10) == 0) {
                    clock.advance(Duration.ofNanos(random.nextInt(50)));
                }
            }
            clock.advance(Duration.ofNanos(200));
            assertThat(timers.pending()).isZero();
        }
        List<Ran> expected = planned.stream()
                .sorted(Comparator.comparingLong(Planned::dueNanos).thenComparingInt(Planned::number))
                .map(plan -> new Ran(plan.number(), plan.dueNanos()))
                .toList();
        assertThat(ran).as("seed %d", seed).containsExactlyElementsOf(expected);
    }
}
