package io.elixirscope.foundation.benchmarks.servers;

import com.typesafe.config.ConfigFactory;
import io.elixirscope.foundation.benchmarks.loop.Contender;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/// A typed actor of Pekko, asked and told.
final class PekkoServer implements Contender.Looped {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration LONG_LIMIT = Duration.ofMinutes(1);
    private static final int CHILDREN = 1_000;
    private static final String QUIET =
            "pekko { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off, jvm-shutdown-hooks = off }";

    private final ActorSystem<Message> system;
    private final Work work;
    private final int castsOfRun;

    /// What one run is.
    enum Work {
        /// one ask
        ASK,
        /// tells, and an ask that waits for them
        TELL,
        /// an actor that restarts after a failure, and an ask
        RESTART,
        /// children that are spawned and stopped, all waited for
        SPAWN
    }

    private sealed interface Message {}

    private record Increment(ActorRef<Counted> replyTo) implements Message {}

    private record Add() implements Message {}

    private record Fail() implements Message {}

    private record SpawnAndStop(int children, CountDownLatch stopped) implements Message {}

    private record SpawnIdle(int children, ActorRef<Counted> replyTo) implements Message {}

    private static final Message ADD = new Add();
    private static final Message FAIL = new Fail();

    /// @param castsOfRun tells before the ask, where the work is [Work#TELL]
    PekkoServer(Work work, int castsOfRun) {
        this.work = work;
        this.castsOfRun = castsOfRun;
        var counting = Behaviors.<Message>setup(CountingActor::new);
        var behavior = work == Work.RESTART
                ? Behaviors.supervise(counting)
                        .onFailure(
                                IllegalStateException.class,
                                SupervisorStrategy.restart().withLoggingEnabled(false))
                : counting;
        this.system = ActorSystem.create(
                behavior,
                "counting",
                ConfigFactory.parseString(QUIET)
                        .withFallback(ConfigFactory.defaultReference())
                        .resolve());
    }

    private static final class CountingActor extends AbstractBehavior<Message> {
        private Counted state = Counted.NONE;

        CountingActor(ActorContext<Message> context) {
            super(context);
        }

        @Override
        public Receive<Message> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Increment.class, increment -> {
                        state = state.next();
                        increment.replyTo().tell(state);
                        return this;
                    })
                    .onMessage(Add.class, _ -> {
                        state = state.next();
                        return this;
                    })
                    .onMessage(Fail.class, _ -> {
                        throw new IllegalStateException("asked to");
                    })
                    .onMessage(SpawnAndStop.class, this::spawnAndStop)
                    .onMessage(SpawnIdle.class, this::spawnIdle)
                    .build();
        }

        private Behavior<Message> spawnAndStop(SpawnAndStop asked) {
            var behavior = Behaviors.receive(Message.class)
                    .onSignal(PostStop.class, _ -> {
                        asked.stopped().countDown();
                        return Behaviors.same();
                    })
                    .build();
            for (int i = 0; i < asked.children(); i++) {
                getContext().stop(getContext().spawnAnonymous(behavior));
            }
            return this;
        }

        private Behavior<Message> spawnIdle(SpawnIdle asked) {
            for (int i = 0; i < asked.children(); i++) {
                var _ = getContext().spawnAnonymous(Behaviors.<Message>setup(CountingActor::new));
            }
            asked.replyTo().tell(state);
            return this;
        }
    }

    @Override
    public Operation operation(int caller) {
        return switch (work) {
            case ASK -> this::ask;
            case TELL ->
                () -> {
                    for (int i = 0; i < castsOfRun; i++) {
                        system.tell(ADD);
                    }
                    return ask();
                };
            case RESTART ->
                () -> {
                    system.tell(FAIL);
                    return ask();
                };
            case SPAWN ->
                () -> {
                    var stopped = new CountDownLatch(CHILDREN);
                    system.tell(new SpawnAndStop(CHILDREN, stopped));
                    stopped.await();
                    return stopped;
                };
        };
    }

    @Override
    public int worksOfRun() {
        return switch (work) {
            case ASK, RESTART -> 1;
            case TELL -> castsOfRun;
            case SPAWN -> CHILDREN;
        };
    }

    private Counted ask() throws Exception {
        return AskPattern.<Message, Counted>ask(system, Increment::new, LIMIT, system.scheduler())
                .toCompletableFuture()
                .get();
    }

    @Override
    public void close() {
        system.terminate();
    }

    /// Actors that are spawned below one, and kept.
    static final class Idle implements Contender.Heaped {
        private final PekkoServer parent = new PekkoServer(Work.ASK, 0);

        @Override
        public void add(int count) {
            var system = parent.system;
            var _ = AskPattern.<Message, Counted>ask(
                            system, replyTo -> new SpawnIdle(count, replyTo), LONG_LIMIT, system.scheduler())
                    .toCompletableFuture()
                    .join();
        }

        @Override
        public void close() {
            parent.close();
        }
    }
}
