package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.server.ActorScheduler;
import io.elixirscope.foundation.server.Interleavings;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Events for the thread of a tree that ends meanwhile.
final class DecisionThreadConcurrencyTest {
    @Test
    void whatItTakesItRunsOnceAndWhatItRefusesNever() {
        Interleavings.check(() -> {
            var scheduler = new ActorScheduler();
            var decisions = new DecisionThread("tree", scheduler, _ -> {});
            var taken = new AtomicInteger();
            var ran = new AtomicInteger();
            Interleavings.together(
                    () -> taken.addAndGet(decisions.offer(ran::incrementAndGet) ? 1 : 0), decisions::close);
            scheduler.join();
            Interleavings.expect(ran.get(), taken.get());
        });
    }
}
