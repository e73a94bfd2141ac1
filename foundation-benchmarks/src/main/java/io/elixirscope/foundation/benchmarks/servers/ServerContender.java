package io.elixirscope.foundation.benchmarks.servers;

import io.elixirscope.foundation.benchmarks.loop.Callers;
import io.elixirscope.foundation.benchmarks.loop.Contender;
import io.elixirscope.foundation.benchmarks.servers.Counting.Handlers;
import io.elixirscope.foundation.benchmarks.servers.QueueServer.Waiting;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/// All who do the work of a server.
public enum ServerContender implements Contender.Maker {
    /// calls of a non-blocking server
    OUR_NON_BLOCKING_CALLS(_ -> new OurCalls(Handlers.NON_BLOCKING)),
    /// the same in a whole Foundation, from servers, with context and deadline
    OUR_NON_BLOCKING_CALLS_WITH_EVERYTHING(OurCallsWithEverything::new),
    /// calls through the mailbox
    OUR_QUEUED_CALLS(_ -> new OurCalls(Handlers.QUEUED)),
    /// casts, 10,000 of all senders together
    OUR_CASTS(callers -> new OurCasts(casts(callers))),
    /// start and stop of a non-blocking child
    OUR_NON_BLOCKING_START_STOP(_ -> new OurChildren.StartStop(Handlers.NON_BLOCKING)),
    /// start and stop of a child with a thread of its own
    OUR_QUEUED_START_STOP(_ -> new OurChildren.StartStop(Handlers.QUEUED)),
    /// non-blocking servers that were called once
    OUR_NON_BLOCKING_IDLE(_ -> new OurChildren.Idle(Handlers.NON_BLOCKING)),
    /// servers with a thread of their own that were called once
    OUR_QUEUED_IDLE(_ -> new OurChildren.Idle(Handlers.QUEUED)),
    /// crash and first answered call
    OUR_RESTARTS(_ -> new OurRestarts()),
    /// reads of a view
    OUR_VIEWS(_ -> new OurViews()),

    /// a state under a lock
    LOCK(_ -> new ByHand.Lock()),
    /// the handler of a cast, run by its sender
    INLINE_CASTS(callers -> new ByHand.Inline(casts(callers))),
    /// a volatile field
    VOLATILE_READ(_ -> new ByHand.VolatileRead()),
    /// virtual threads that end at once
    THREADS(_ -> new ByHand.Threads()),
    /// the fields alone
    IDLE_FIELDS(_ -> new ByHand.Fields()),
    /// parked virtual threads with a queue
    IDLE_THREADS(_ -> new ByHand.ParkedThreads()),

    /// a linked queue, callers wait for ever
    QUEUE_CALLS(_ -> new QueueServer(new LinkedBlockingQueue<>(), Waiting.WITHOUT_DEADLINE)),
    /// a linked queue, callers wait for five seconds
    QUEUE_CALLS_WITH_DEADLINE(_ -> new QueueServer(new LinkedBlockingQueue<>(), Waiting.WITH_DEADLINE)),
    /// casts into a linked queue
    LINKED_QUEUE_CASTS(
            callers -> new QueueServer(new LinkedBlockingQueue<>(), Waiting.WITHOUT_DEADLINE, casts(callers))),
    /// casts into a bounded array queue
    ARRAY_QUEUE_CASTS(callers ->
            new QueueServer(new ArrayBlockingQueue<>(Counting.MAILBOX), Waiting.WITHOUT_DEADLINE, casts(callers))),
    /// a single-thread executor
    EXECUTOR_CALLS(_ -> new ExecutorServer()),
    /// a channel of Jox
    JOX_CALLS(_ -> new JoxServer(0)),
    /// casts into a channel of Jox
    JOX_CASTS(callers -> new JoxServer(casts(callers))),
    /// asks of a Pekko actor
    PEKKO_ASKS(_ -> new PekkoServer(PekkoServer.Work.ASK, 0)),
    /// tells to a Pekko actor
    PEKKO_TELLS(callers -> new PekkoServer(PekkoServer.Work.TELL, casts(callers))),
    /// spawn and stop of Pekko actors
    PEKKO_SPAWNS(_ -> new PekkoServer(PekkoServer.Work.SPAWN, 0)),
    /// idle Pekko actors
    PEKKO_IDLE(_ -> new PekkoServer.Idle()),
    /// failure and first answered ask of a Pekko actor
    PEKKO_RESTARTS(_ -> new PekkoServer(PekkoServer.Work.RESTART, 0));

    private static final int CASTS = 10_000;

    private final Function<Callers, Contender> maker;

    ServerContender(Function<Callers, Contender> maker) {
        this.maker = maker;
    }

    private static int casts(Callers callers) {
        return CASTS / callers.count();
    }

    @Override
    public Contender open(Callers callers) {
        return maker.apply(callers);
    }
}
