package io.elixirscope.foundation.server;

import io.elixirscope.foundation.time.Scheduler;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Callers that wait for a place in a mailbox of one, while its owner makes room.
final class PlaceWaitersConcurrencyTest {
    private record Text() implements Cast<Object> {}

    /// As a caller: enters the line, then looks again, then parks; an impatient one leaves instead of parking.
    private static boolean awaitPlace(Mailbox mailbox, Scheduler scheduler, boolean patient) {
        if (mailbox.reserve()) {
            return true;
        }
        var waiter = mailbox.waiters().enter(scheduler);
        boolean placed = false;
        try {
            while (true) {
                placed = mailbox.reserve();
                if (placed || !patient) {
                    return placed;
                }
                scheduler.park(waiter, Scheduler.NO_DEADLINE);
                mailbox.waiters().stay(waiter);
            }
        } finally {
            mailbox.waiters().leave(waiter, placed);
        }
    }

    private static void send(Mailbox mailbox, Scheduler scheduler, boolean patient, AtomicInteger sent) {
        if (awaitPlace(mailbox, scheduler, patient)) {
            mailbox.link(Envelope.cast(new Text(), null));
            sent.incrementAndGet();
        }
    }

    private static void program(boolean secondPatient) {
        var scheduler = new ActorScheduler();
        var mailbox = new Mailbox(1);
        var sent = new AtomicInteger();
        send(mailbox, scheduler, true, sent);
        var first = new Interleavings.Actor(() -> send(mailbox, scheduler, true, sent));
        var second = new Interleavings.Actor(() -> send(mailbox, scheduler, secondPatient, sent));
        var over = new AtomicInteger();
        var taken = new AtomicInteger();
        var owner = new Interleavings.Actor(() -> {
            while (over.get() == 0) {
                if (mailbox.take() != null) {
                    taken.incrementAndGet();
                } else {
                    Thread.onSpinWait();
                }
            }
        });
        first.start();
        second.start();
        owner.start();
        Interleavings.join(first, second);
        over.set(1);
        Interleavings.join(owner);
        while (mailbox.take() != null) {
            taken.incrementAndGet();
        }
        Interleavings.expect(taken.get(), sent.get());
        Interleavings.expect(mailbox.length(), 0);
    }

    @Test
    void everybodyWhoWaitsGetsAPlace() {
        Interleavings.check(() -> program(true));
    }

    @Test
    void whoGivesUpPassesAWakeOn() {
        Interleavings.check(() -> program(false));
    }
}
