package io.elixirscope.foundation.server;

import io.elixirscope.foundation.time.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Senders, owner and supervisor at one mailbox.
final class MailboxConcurrencyTest {
    private record Text(String text) implements Cast<Object> {}

    private static Envelope envelope(String text) {
        return Envelope.cast(new Text(text), null);
    }

    private static String text(Envelope envelope) {
        return ((Text) ((Envelope.Sent) envelope.content).message()).text();
    }

    private static List<String> takeAll(Mailbox mailbox) {
        List<String> all = new ArrayList<>();
        for (Envelope each = mailbox.take(); each != null; each = mailbox.take()) {
            all.add(text(each));
        }
        return all;
    }

    /// As the loop of an incarnation: takes, releases, sleeps until something has arrived.
    private static void serve(Mailbox mailbox, Scheduler scheduler, List<String> got, int number) {
        while (got.size() < number) {
            Envelope next = mailbox.take();
            if (next != null) {
                got.add(text(next));
            } else if (mailbox.release()) {
                while (!mailbox.arrived()) {
                    scheduler.park(mailbox, Scheduler.NO_DEADLINE);
                }
                mailbox.own();
            }
        }
    }

    @Test
    void everyMessageReachesAnOwnerThatSleepsInTheOrderOfItsSender() {
        Interleavings.check(() -> {
            var scheduler = new ActorScheduler();
            var mailbox = new Mailbox(8);
            var got = new ArrayList<String>();
            var owner = new Interleavings.Actor(() -> serve(mailbox, scheduler, got, 3));
            owner.start();
            Interleavings.together(
                    () -> send(mailbox, scheduler, owner, "a1", "a2"), () -> send(mailbox, scheduler, owner, "b"));
            Interleavings.join(owner);
            got.remove("b");
            Interleavings.expect(got, List.of("a1", "a2"));
        });
    }

    private static void send(Mailbox mailbox, Scheduler scheduler, Thread owner, String... texts) {
        for (String text : texts) {
            if (mailbox.link(envelope(text))) {
                scheduler.wake(owner);
            }
        }
    }

    @Test
    void theOwnershipOfAnIdleMailboxIsGivenOnceAndLosesNothing() {
        Interleavings.check(() -> {
            var mailbox = new Mailbox(8);
            mailbox.release();
            var owners = new AtomicInteger();
            var loan = Envelope.loan();
            Interleavings.together(
                    () -> owners.addAndGet(mailbox.lend(loan) && mailbox.endLoan(loan) ? 1 : 0),
                    () -> owners.addAndGet(mailbox.endLoan(loan) ? 1 : 0),
                    () -> {
                        owners.addAndGet(mailbox.link(envelope("a1")) ? 1 : 0);
                        mailbox.link(envelope("a2"));
                    });
            Interleavings.expect(owners.get(), 1);
            Interleavings.expect(takeAll(mailbox), List.of("a1", "a2"));
            Interleavings.expect(mailbox.release(), true);
        });
    }

    @Test
    void aCallerOnLoanAndASupervisorNeverBothHaveTheServer() {
        Interleavings.check(() -> {
            var mailbox = new Mailbox(8);
            mailbox.release();
            var loan = Envelope.loan();
            var inside = new AtomicInteger();
            var crowds = new AtomicInteger();
            Runnable caller = () -> {
                if (mailbox.lend(loan)) {
                    crowds.addAndGet(inside.getAndIncrement());
                    inside.decrementAndGet();
                    if (mailbox.endLoan(loan)) {
                        mailbox.release();
                    }
                }
            };
            Runnable other = () -> {
                if (mailbox.own()) {
                    crowds.addAndGet(inside.getAndIncrement());
                    inside.decrementAndGet();
                    mailbox.release();
                }
            };
            Interleavings.together(caller, caller, other);
            Interleavings.expect(crowds.get(), 0);
            Interleavings.expect(mailbox.own(), true);
        });
    }

    @Test
    void whatArrivesWhileItIsClosedIsTakenOffOnce() {
        Interleavings.check(() -> {
            var mailbox = new Mailbox(8);
            var gone = new AtomicInteger();
            var closed = new AtomicInteger();
            mailbox.link(envelope("before"));
            Runnable sender = () -> {
                mailbox.link(envelope("late"));
                if (closed.get() == 1) {
                    gone.addAndGet(number(mailbox.empty(false)));
                }
            };
            Interleavings.together(sender, sender, () -> {
                closed.set(1);
                gone.addAndGet(number(mailbox.empty(true)));
            });
            Interleavings.expect(gone.get(), 3);
        });
    }

    private static int number(Envelope first) {
        int number = 0;
        for (Envelope each = first; each != null; each = each.next) {
            number++;
        }
        return number;
    }
}
