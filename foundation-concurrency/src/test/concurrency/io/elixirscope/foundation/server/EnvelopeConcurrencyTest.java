package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// One call between its caller, its handler and its supervisor.
final class EnvelopeConcurrencyTest {
    private record Text() implements Call<Object, Integer> {}

    @Test
    void isAnsweredOnceAndItsCallerHearsTheAnswerThatWon() {
        Interleavings.check(() -> {
            var scheduler = new ActorScheduler();
            var heard = new AtomicInteger();
            var given = new AtomicInteger();
            var envelope = new Envelope[1];
            var caller = new Interleavings.Actor(() -> {
                while (envelope[0].answer() == null) {
                    scheduler.park(envelope[0], Scheduler.NO_DEADLINE);
                }
                heard.set((Integer) envelope[0].answer().orElseThrow());
            });
            envelope[0] = Envelope.call(new Text(), null, caller);
            caller.start();
            Interleavings.together(
                    () -> given.addAndGet(envelope[0].answer(Result.ok(1), scheduler) ? 1 : 0),
                    () -> given.addAndGet(envelope[0].answer(Result.ok(2), scheduler) ? 2 : 0));
            Interleavings.join(caller);
            Interleavings.expect(heard.get(), given.get());
        });
    }

    @Test
    void isAnsweredOrGivenUp() {
        Interleavings.check(() -> {
            var scheduler = new ActorScheduler();
            var caller = new Interleavings.Actor(() -> {});
            var envelope = Envelope.call(new Text(), null, caller);
            var answered = new AtomicInteger();
            var gone = new AtomicInteger();
            Interleavings.together(
                    () -> answered.addAndGet(envelope.answer(Result.ok(1), scheduler) ? 1 : 0),
                    () -> gone.addAndGet(envelope.giveUp() ? 1 : 0));
            Interleavings.expect(answered.get() + gone.get(), 1);
            Interleavings.expect(envelope.answer() != null, answered.get() == 1);
        });
    }

    @Test
    void isNotKeptAsDeferredOnceItIsAnswered() {
        Interleavings.check(() -> {
            var scheduler = new ActorScheduler();
            var incarnation = new Incarnation(null, 1);
            var envelope = Envelope.call(new Text(), null, new Interleavings.Actor(() -> {}));
            Interleavings.together(
                    () -> {
                        envelope.deferredBy = incarnation;
                        incarnation.deferred().add(envelope);
                    },
                    () -> envelope.answer(Result.ok(1), scheduler));
            Interleavings.expect(incarnation.deferred().takeAll(), List.of());
        });
    }
}
