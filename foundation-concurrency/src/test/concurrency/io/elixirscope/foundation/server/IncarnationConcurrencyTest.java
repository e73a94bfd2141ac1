package io.elixirscope.foundation.server;

import io.elixirscope.foundation.time.Scheduler;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// One incarnation's thread against the supervisor that takes its role away.
final class IncarnationConcurrencyTest {
    private record Text() implements Cast<Object> {}

    private static final class Life {
        final ActorScheduler scheduler = new ActorScheduler();
        final Incarnation incarnation = new Incarnation(null, 1);
        final Mailbox mailbox = new Mailbox(4);
        final AtomicInteger settled = new AtomicInteger();
        final AtomicInteger ended = new AtomicInteger();

        /// The thread of the incarnation: handles what is there, sleeps, ends when asked to, leaves when told to.
        void live() {
            if (!incarnation.wakes()) {
                return;
            }
            while (true) {
                if (incarnation.stopRequest() != null || incarnation.fenced()) {
                    incarnation.end();
                    ended.incrementAndGet();
                    return;
                }
                Envelope next = mailbox.take();
                if (next != null) {
                    if (!handle(next)) {
                        return;
                    }
                } else if (mailbox.release()) {
                    if (!sleep()) {
                        return;
                    }
                    mailbox.own();
                }
            }
        }

        private boolean handle(Envelope next) {
            if (!incarnation.enterUser(next)) {
                mailbox.putBack(next);
                return true;
            }
            if (!incarnation.exitUser()) {
                return false;
            }
            settled.incrementAndGet();
            return true;
        }

        private boolean sleep() {
            if (incarnation.sleeps()) {
                while (!mailbox.arrived() && incarnation.stopRequest() == null && !incarnation.fenced()) {
                    scheduler.park(this, Scheduler.NO_DEADLINE);
                }
                return incarnation.wakes();
            }
            return true;
        }
    }

    @Test
    void isEndedByItsThreadOrByItsSupervisorNeverByBothOrNeither() {
        Interleavings.check(() -> {
            var life = new Life();
            var own = new Interleavings.Actor(life::live);
            own.start();
            if (life.mailbox.link(Envelope.cast(new Text(), null))) {
                life.scheduler.wake(own);
            }
            life.incarnation.requestStop(ExitReason.shutdown());
            life.scheduler.wake(own);
            boolean taken = life.incarnation.fence();
            int settledAtTheFence = life.settled.get();
            Interleavings.join(own);
            Interleavings.expect(life.ended.get(), taken ? 0 : 1);
            Interleavings.expect(life.incarnation.fenced(), true);
            if (taken) {
                Interleavings.expect(life.settled.get(), settledAtTheFence);
            }
        });
    }

    @Test
    void theMessageInHandIsSettledByItsThreadOrLeftToItsSupervisor() {
        Interleavings.check(() -> {
            var life = new Life();
            var inHand = Envelope.cast(new Text(), null);
            var own = new Interleavings.Actor(() -> {
                if (life.incarnation.wakes()) {
                    life.handle(inHand);
                }
            });
            own.start();
            boolean taken = life.incarnation.fence();
            boolean left = taken && life.incarnation.inHand() == inHand;
            Interleavings.join(own);
            boolean back = life.mailbox.take() == inHand;
            boolean neverBegun = taken && life.incarnation.inHand() == null;
            Interleavings.expect((left ? 1 : 0) + life.settled.get() + (back ? 1 : 0) + (neverBegun ? 1 : 0), 1);
        });
    }
}
