package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// One server of the soak: its definition, its handlers, and the checks of what they see. The handlers' plain fields
/// are
/// the test's own: if two handlers ran at once, or one did not see what the one before wrote, they would be in
/// disorder.
final class Site {
    /// Who runs the handlers.
    enum Kind {
        VIRTUAL,
        PLATFORM,
        CALLERS
    }

    private record Inside(Incarnation incarnation) {}

    /// What a server keeps.
    private record Kept(long epoch, long count) {
        Job.Mark mark() {
            return new Job.Mark(epoch, count);
        }

        Kept next() {
            return new Kept(epoch, count + 1);
        }
    }

    final String name;
    /// Its name in the ledger: the server's, and which of that name.
    final String label;

    final GenServer<Job, Job.Mark> definition;
    private final Ledger ledger;
    private final SoakWorld world;
    private final long seed;
    private final AtomicReference<Inside> inside = new AtomicReference<>();
    private final AtomicInteger starts = new AtomicInteger();

    // of the handlers, plain on purpose
    private final long[] last;
    private long epoch;
    private long count;

    Site(String name, Kind kind, SoakWorld world) {
        this.name = name;
        this.label = name + "/" + world.nextNumber();
        this.ledger = world.ledger();
        this.world = world;
        this.seed = world.nextSeed();
        this.last = new long[world.senders()];
        var builder = GenServer.named(name, Job.class)
                .init(this::init)
                .handle(this::handle)
                .view(Kept::mark)
                .mailbox(world.nextMailbox());
        this.definition = switch (kind) {
            case VIRTUAL -> builder.build();
            case PLATFORM -> builder.ownThread().build();
            case CALLERS -> builder.nonBlocking().build();
        };
    }

    /// Fails now and then, but for the first time.
    private Init<Kept> init(ServerContext<Job> context) {
        int number = starts.getAndIncrement();
        if (number > 0 && new SplittableRandom(seed + number).nextInt(8) == 0) {
            return Init.failed(FoundationError.of(FoundationErrorType.INVALID_INPUT, "not this time"));
        }
        return Init.ready(new Kept(context.fencingToken(), 0));
    }

    private Step<Kept> handle(Job job, Kept kept, ServerContext<Job> context) {
        Ticket ticket = job.ticket();
        Inside me = enter(ticket, kept);
        try {
            return switch (job) {
                case Job.Ask ask -> answer(ask, kept, context);
                case Job.Tell _ -> done(ticket, act(ticket, kept, context));
                case Job.Recall recall -> recall(recall, kept);
            };
        } finally {
            inside.compareAndSet(me, null);
            ledger.note("leaves", ticket, kept.epoch());
        }
    }

    private Inside enter(Ticket ticket, Kept kept) {
        var me = new Inside(Incarnation.current());
        Inside before = inside.getAndSet(me);
        if (before != null && !before.incarnation().fenced()) {
            ledger.wrong("two handlers at once, the other of " + before.incarnation(), ticket);
        }
        if (ticket.entered.incrementAndGet() != 1) {
            ledger.wrong("handled twice", ticket);
        }
        if (ticket.deed == Job.Deed.RECALL && ticket.handler != me.incarnation()) {
            ledger.wrong("a dead incarnation's message to itself came to " + me.incarnation(), ticket);
        }
        ticket.handler = me.incarnation();
        ledger.note("enters", ticket, kept.epoch());
        if (ticket.sender != Ticket.SERVERS) {
            if (ticket.number <= last[ticket.sender]) {
                ledger.wrong("after number " + last[ticket.sender] + " of its sender", ticket);
            }
            last[ticket.sender] = ticket.number;
        }
        if (kept.epoch() < epoch) {
            ledger.wrong("an older incarnation came after epoch " + epoch, ticket);
        }
        count = kept.epoch() == epoch ? count + 1 : 1;
        epoch = kept.epoch();
        if (kept.count() + 1 != count) {
            ledger.wrong("the state " + kept + " is not that of " + (count - 1) + " messages", ticket);
        }
        return me;
    }

    private Step<Kept> answer(Job.Ask ask, Kept kept, ServerContext<Job> context) {
        Ticket ticket = ask.ticket();
        return switch (ticket.deed) {
            case REFUSE -> {
                ticket.completed.incrementAndGet();
                yield Reply.err(FoundationError.of(FoundationErrorType.INVALID_INPUT, "refused"), kept.next());
            }
            case FORGET -> Reply.later(kept.next());
            case PROMISE -> {
                promise(ask, context);
                yield Reply.later(kept.next());
            }
            default -> {
                var next = act(ticket, kept, context);
                ticket.made.set(next.state().mark());
                done(ticket, next);
                var reply = Reply.<Job.Mark, Kept>ok(next.state().mark(), next.state());
                if (next.stopping() != null) {
                    reply = reply.thenStop(next.stopping());
                }
                yield next.continuation() == null ? reply : reply.thenContinue(next.continuation());
            }
        };
    }

    private static Next<Kept> done(Ticket ticket, Next<Kept> next) {
        ticket.completed.incrementAndGet();
        return next;
    }

    private Next<Kept> act(Ticket ticket, Kept kept, ServerContext<Job> context) {
        var next = Next.state(kept.next());
        switch (ticket.deed) {
            case CRASH -> throw new IllegalStateException("by plan");
            case STOP -> {
                return next.thenStop(ExitReason.normal());
            }
            case CONTINUE -> {
                var then = recallOf(context, null, null);
                then.ticket().continuation = true;
                then.ticket().sent = true;
                return next.thenContinue(then);
            }
            case PROMISE -> later(context, recallOf(context, null, null));
            case LINGER -> {
                stay(Duration.ofMillis(25), false);
                sendOn(ticket, context);
            }
            case SPIN -> stay(Duration.ofMillis(2), true);
            case NEST -> sendOn(ticket, context);
            default -> {
                // nothing but the next state
            }
        }
        return next;
    }

    private static void stay(Duration time, boolean spinning) {
        long end = System.nanoTime() + time.toNanos();
        boolean interrupted = false;
        while (System.nanoTime() < end) {
            if (spinning) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(end - System.nanoTime());
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// A call and a cast to another server, whatever comes of them.
    private void sendOn(Ticket around, ServerContext<Job> context) {
        boolean fenced = Incarnation.current().fenced();
        Site other = world.other(name, around.number);
        var server = context.ref(other.definition);
        var asked = ledger.open(Ticket.call(other.label, Ticket.SERVERS, 0, Job.Deed.ADD, Duration.ofMillis(20)));
        ledger.answered(asked, server.call(new Job.Ask(asked), asked.limit), true, fenced, false);
        var told = ledger.open(Ticket.cast(other.label, Ticket.SERVERS, 0, Job.Deed.ADD));
        ledger.accepted(told, server.cast(new Job.Tell(told)), fenced, false);
    }

    private void promise(Job.Ask ask, ServerContext<Job> context) {
        later(context, recallOf(context, context.replyTo(ask), ask.ticket()));
    }

    private Job.Recall recallOf(ServerContext<Job> context, ReplyTo<Job.Mark> reply, Ticket promised) {
        var ticket = ledger.open(Ticket.cast(label, Ticket.SERVERS, 0, Job.Deed.RECALL));
        ticket.handler = Incarnation.current();
        return new Job.Recall(ticket, reply, promised);
    }

    /// By a timer or at once.
    private void later(ServerContext<Job> context, Job.Recall recall) {
        try {
            if (recall.ticket().handler.epoch() % 2 == 0) {
                context.sendAfter(recall, Duration.ofMillis(1));
                recall.ticket().sent = true;
            } else {
                recall.ticket().sent = context.self().cast(recall) instanceof Result.Ok<?>;
            }
        } catch (FoundationException fenced) {
            if (!Incarnation.current().fenced()) {
                throw fenced;
            }
        }
    }

    private Next<Kept> recall(Job.Recall recall, Kept kept) {
        var next = kept.next();
        Ticket promised = recall.promised();
        if (promised != null) {
            promised.made.set(kept.mark());
            if (recall.reply().ok(kept.mark())) {
                promised.given.incrementAndGet();
            }
        }
        return done(recall.ticket(), Next.state(next));
    }

    /// The account of the round: what was sent that needs no answer was handled or counted as dropped, what was left
    /// out
    /// had nobody waiting, and a promise that was given is an answer.
    void settle(ServerCell<?, ?> cell) {
        long sent = 0;
        long handled = 0;
        long doubtful = 0;
        long refused = 0;
        long unheard = 0;
        for (Ticket ticket : ledger.tickets()) {
            if (!ticket.server.equals(label)) {
                continue;
            }
            if (ticket.call) {
                if (Ledger.handledAfterAll(ticket)) {
                    ledger.wrong("handled, but its caller was told that it was not", ticket);
                }
                unheard += ticket.entered.get() == 0 && !(ticket.answer instanceof Result.Ok<?>) ? 1 : 0;
                if (ticket.given.get() != (promiseKept(ticket) ? 1 : 0)) {
                    ledger.wrong("a promise that was given is an answer, once", ticket);
                }
                continue;
            }
            boolean entered = ticket.entered.get() > 0;
            refused += ticket.sent ? 0 : 1;
            sent += ticket.sent ? 1 : 0;
            handled += entered ? 1 : 0;
            // what a handler returned that was left behind goes nowhere
            doubtful += ticket.continuation && !entered && ticket.abandoned() ? 1 : 0;
            if (entered && !ticket.sent) {
                ledger.wrong("handled, but refused", ticket);
            }
        }
        long dropped = cell.lost(Loss.DROPPED);
        long found = handled + dropped;
        if (found > sent || found < sent - doubtful) {
            ledger.wrong(label + " was sent " + sent + " casts and messages of its own, handled " + handled
                    + ", dropped " + dropped + "; " + doubtful
                    + " may have ended with their handlers; refused " + refused);
        }
        if (cell.lost(Loss.SKIPPED) > unheard) {
            ledger.wrong(
                    name + " left out " + cell.lost(Loss.SKIPPED) + " calls, but only " + unheard + " gave up unheard");
        }
        if (cell.mailbox().length() != 0) {
            ledger.wrong(label + " ended with " + cell.mailbox().length() + " places taken");
        }
    }

    private static boolean promiseKept(Ticket ticket) {
        return ticket.deed == Job.Deed.PROMISE && ticket.answer instanceof Result.Ok<?>;
    }
}
