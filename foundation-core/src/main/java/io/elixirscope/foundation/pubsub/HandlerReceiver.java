package io.elixirscope.foundation.pubsub;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.time.Gate;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A function as a subscriber. A virtual thread runs it while messages wait.
final class HandlerReceiver<T> extends Receiver<T> {
    /// Whose call the current thread runs.
    private static final ScopedValue<HandlerReceiver<?>> CALLED = ScopedValue.newInstance();

    /// After no thread could be started.
    private static final Duration START_AGAIN = Duration.ofMillis(100);

    private final Consumer<? super T> handler;
    private final Scheduler scheduler;
    /// Whether somebody has the right to take messages; for ever once it has ended.
    private final AtomicBoolean running = new AtomicBoolean();
    private final Gate<Done> quiet;
    /// The one whose call under way the call under way of this one waits for.
    private volatile @Nullable HandlerReceiver<?> waitsFor;

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
                notStarted();
            }
        }
    }

    /// What waits goes on waiting: its publisher has others to reach, and there may be a thread later.
    private void notStarted() {
        running.set(false);
        if (inbox().closed()) {
            ended();
        } else {
            pubSub().runtime().timers().after(START_AGAIN, this::arrived);
        }
    }

    private void run() {
        do {
            for (Item item = inbox().take(); item != null; item = inbox().take()) {
                handle(item);
            }
            if (inbox().closed()) {
                quiet.open(Done.DONE);
                return;
            }
            running.set(false);
        } while ((inbox().size() > 0 || inbox().closed()) && running.compareAndSet(false, true));
    }

    private void handle(Item item) {
        String step = "pubsub " + topic();
        ErrorContext published = item.context();
        ErrorContext context = published == null
                ? ErrorContext.root(step, scheduler.clock(), scheduler::random)
                : published.child(step);
        try {
            ScopedValue.where(CALLED, this).run(() -> context.run(() -> handler.accept(cast(item))));
        } catch (Throwable thrown) {
            pubSub().failed(PubSubErrors.handlerThrew(this, thrown).in(context));
        }
    }

    @Override
    public void unsubscribe() {
        PubSubErrors.refuseWaiting("the end of the subscription of a handler to " + topic());
        end();
        if (CALLED.isBound()) {
            CALLED.get().awaitQuietOf(this);
        } else {
            quiet.await();
        }
    }

    /// In this one's call: first says that it waits, then looks whether the other waits for it.
    /// So of those that wait for each other in a circle at least the last one sees it, and goes on.
    private void awaitQuietOf(HandlerReceiver<?> other) {
        waitsFor = other;
        try {
            if (!other.leadsTo(this)) {
                other.quiet.await();
            }
        } finally {
            waitsFor = null;
        }
    }

    private boolean leadsTo(HandlerReceiver<?> end) {
        HandlerReceiver<?> next = this;
        while (next != null && next != end) {
            next = next.waitsFor;
        }
        return next == end;
    }

    @Override
    void ended() {
        if (running.compareAndSet(false, true)) {
            quiet.open(Done.DONE);
        }
    }
}
