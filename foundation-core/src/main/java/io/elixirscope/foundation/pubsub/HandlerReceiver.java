package io.elixirscope.foundation.pubsub;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.time.Gate;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A function as a subscriber. A virtual thread runs it while messages wait.
final class HandlerReceiver<T> extends Receiver<T> {
    private final Consumer<? super T> handler;
    private final Scheduler scheduler;
    /// Whether somebody has the right to take messages; for ever once it has ended.
    private final AtomicBoolean running = new AtomicBoolean();
    private final Gate<Done> quiet;
    private volatile @Nullable Thread runner;

    HandlerReceiver(PubSub pubSub, Topic<T> topic, @Nullable Incarnation owner, Consumer<? super T> handler) {
        super(pubSub, topic, owner);
        this.handler = handler;
        this.scheduler = pubSub.runtime().scheduler();
        this.quiet = new Gate<>(scheduler);
    }

    @Override
    public String subscriber() {
        return "handler";
    }

    @Override
    void arrived() {
        if (running.compareAndSet(false, true)) {
            try {
                scheduler.start("pubsub " + topic(), ThreadKind.VIRTUAL, this::run);
            } catch (Throwable noThread) {
                running.set(false);
                throw noThread;
            }
        }
    }

    private void run() {
        runner = Thread.currentThread();
        do {
            for (Item item = inbox().take(); item != null; item = inbox().take()) {
                handle(item);
            }
            if (inbox().closed()) {
                quiet.open(Done.DONE);
                return;
            }
            runner = null;
            running.set(false);
        } while ((inbox().size() > 0 || inbox().closed()) && regains());
    }

    private boolean regains() {
        if (!running.compareAndSet(false, true)) {
            return false;
        }
        runner = Thread.currentThread();
        return true;
    }

    private void handle(Item item) {
        String step = "pubsub " + topic();
        ErrorContext published = item.context();
        ErrorContext context = published == null
                ? ErrorContext.root(step, scheduler.clock()::nanos, scheduler::random)
                : published.child(step);
        try {
            context.run(() -> handler.accept(cast(item)));
        } catch (Throwable thrown) {
            pubSub().failed(PubSubErrors.handlerThrew(this, thrown).in(context));
        }
    }

    @Override
    public void unsubscribe() {
        end();
        if (!Thread.currentThread().equals(runner)) {
            quiet.await();
        }
    }

    @Override
    void ended() {
        if (running.compareAndSet(false, true)) {
            quiet.open(Done.DONE);
        }
    }
}
