package io.elixirscope.foundation.event.subscription;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the events so far make of a state: a fold over the wanted events in order of positions,
/// which goes on with each new one. Thread-safe.
///
/// The fold runs on a thread of the projection's own, under a lock that readers take too: the state
/// may be mutable, and is never seen half-way through an event. A fold that throws would throw
/// again, and may have changed half of the state: the projection ends with that error, the state of
/// the last whole event can still be read where it is immutable, and health shows it until it is
/// closed.
///
/// @param <S> the state
public final class Projection<S> implements AutoCloseable {
    private final String name;
    private final Subscriptions home;
    private final Follower follower;
    private final Delivery delivery;
    private final BiFunction<? super S, ? super StoredEvent, ? extends S> fold;
    private final @Nullable Function<? super S, ? extends Value> snapshot;
    private final @Nullable Progress progress;
    private final ReentrantLock lock = new ReentrantLock();
    private final ConcurrentLinkedQueue<Thread> waiting = new ConcurrentLinkedQueue<>();
    private S state;
    private volatile long position;
    private final AtomicLong delivered = new AtomicLong();
    private volatile @Nullable FoundationError trouble;
    private volatile boolean over;

    private Projection(
            Builder<S> from,
            S begin,
            Follower follower,
            @Nullable Progress progress,
            BiFunction<? super S, ? super StoredEvent, ? extends S> fold) {
        this.name = from.name;
        this.home = from.home;
        this.state = begin;
        this.follower = follower;
        this.position = follower.through();
        this.progress = progress;
        this.snapshot = from.write;
        this.fold = fold;
        this.delivery = new Delivery(name, follower, new ToState(), home.scheduler());
    }

    /// {@return its name}
    public String name() {
        return name;
    }

    /// {@return the state holds every wanted event up to this position}
    public long position() {
        return position;
    }

    /// {@return why it has ended; empty: it goes on, or was closed}
    public Optional<FoundationError> trouble() {
        return Optional.ofNullable(trouble);
    }

    /// Reads the state as it is now, between two events. Waits for the fold of one event at most.
    ///
    /// @param <R> what is read
    /// @param reader is given the state under the projection's lock: short, and what it returns is
    ///     no mutable part of it
    /// @return what the reader returned
    public <R> R read(Function<? super S, ? extends R> reader) {
        lock.lock();
        try {
            return reader.apply(state);
        } finally {
            lock.unlock();
        }
    }

    /// Reads the state once it holds every wanted event up to a position: who has appended an event
    /// reads its effect.
    ///
    /// @param <R> what is read
    /// @param wanted the position, for instance that of an append or the store's newest
    /// @param within how long to wait for it
    /// @param reader as of [#read]
    /// @return what the reader returned; `E301` it is not there in that time, `S102` closed, `S405`
    ///     in a handler of a non-blocking server, or why the projection has ended
    /// @throws InterruptedException if this thread is interrupted while it waits
    public <R> Result<R> readAt(long wanted, Duration within, Function<? super S, ? extends R> reader)
            throws InterruptedException {
        Optional<FoundationError> refused = Incarnation.refusal("the wait for a projection");
        if (refused.isPresent()) {
            return Result.err(refused.get());
        }
        FoundationError missed = await(wanted, home.scheduler().deadlineAfter(within));
        return missed == null ? Result.ok(read(reader)) : Result.err(missed);
    }

    private @Nullable FoundationError await(long wanted, long deadlineNanos) throws InterruptedException {
        Scheduler scheduler = home.scheduler();
        Thread me = Thread.currentThread();
        waiting.add(me);
        try {
            while (position < wanted) {
                if (over) {
                    FoundationError why = trouble;
                    return why == null ? SubscriptionErrors.closed(name) : why;
                }
                if (scheduler.clock().nanos() >= deadlineNanos) {
                    return SubscriptionErrors.behind(name, position, wanted);
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while waiting for projection " + name);
                }
                scheduler.park(this, deadlineNanos);
            }
            return null;
        } finally {
            waiting.remove(me);
        }
    }

    private void reached(long now) {
        position = now;
        wakeWaiting();
    }

    private void wakeWaiting() {
        for (Thread thread : waiting) {
            home.scheduler().wake(thread);
        }
    }

    /// Ends it; waits for the fold under way, and saves the snapshot. The state can still be read.
    /// Twice is once.
    @Override
    public void close() {
        delivery.stop();
        delivery.awaitEnd(Scheduler.NO_DEADLINE);
        home.forget(name, delivery);
    }

    private SubscriptionStatus status() {
        return new SubscriptionStatus(
                name, position, home.behind(position), delivered.get(), follower.skipped(), trouble());
    }

    private Checkpoint checkpoint() {
        Function<? super S, ? extends Value> writer = Objects.requireNonNull(snapshot, "snapshot");
        lock.lock();
        try {
            return new Checkpoint(position, writer.apply(state));
        } finally {
            lock.unlock();
        }
    }

    private final class ToState implements Delivery.Sink {
        @Override
        public @Nullable FoundationError take(StoredEvent event) {
            lock.lock();
            try {
                state = fold.apply(state, event);
                delivered.incrementAndGet();
                reached(event.position());
            } catch (Throwable thrown) {
                return SubscriptionErrors.foldThrew(name, event.position(), thrown);
            } finally {
                lock.unlock();
            }
            if (progress != null) {
                progress.handled(Projection.this::checkpoint);
            }
            return null;
        }

        @Override
        public long caughtUp(long through) {
            reached(through);
            return progress == null ? Scheduler.NO_DEADLINE : progress.caughtUp(through, Projection.this::checkpoint);
        }

        @Override
        public void ended(@Nullable FoundationError error) {
            if (progress != null && error == null) {
                progress.end(position, Projection.this::checkpoint);
            }
            trouble = error;
            over = true;
            wakeWaiting();
            home.ended(name, delivery, Optional.ofNullable(error));
        }
    }

    /// Collects what a projection is. Not thread-safe.
    ///
    /// @param <S> the state
    public static final class Builder<S> {
        private final String name;
        private final Subscriptions home;
        private final S initial;
        private EventQuery query = EventQuery.all();
        private int saveEvery;
        private @Nullable Function<? super S, ? extends Value> write;
        private @Nullable Function<? super Value, ? extends S> read;

        Builder(String name, S initial, Subscriptions home) {
            this.name = name;
            this.initial = Objects.requireNonNull(initial, "initial");
            this.home = home;
        }

        /// {@return this builder} Sets which events are wanted, and where to begin; all of them
        /// unless set.
        ///
        /// @param wanted ascending and without limit; its time-out does not count
        /// @throws IllegalArgumentException if it is descending or limited
        public Builder<S> query(EventQuery wanted) {
            this.query = FollowedQuery.checked(wanted);
            return this;
        }

        /// {@return this builder} Keeps the state, so that the next projection of this name goes on
        /// from there instead of folding everything again.
        ///
        /// @param every most events between two snapshots, `>= 1`; one is saved too when it has
        ///     caught up, and when it is closed
        /// @param writer the state as a value; under the projection's lock
        /// @param reader the state of a value that `writer` gave; throws for one it does not know:
        ///     then all is folded anew
        public Builder<S> snapshot(
                int every, Function<? super S, ? extends Value> writer, Function<? super Value, ? extends S> reader) {
            if (every < 1) {
                throw new IllegalArgumentException("every must be >= 1, was " + every);
            }
            this.saveEvery = every;
            this.write = Objects.requireNonNull(writer, "writer");
            this.read = Objects.requireNonNull(reader, "reader");
            return this;
        }

        /// Begins to fold.
        ///
        /// @param fold state and event to the next state, or the same one, changed; must not block
        /// @return the projection; `S412` the name is in use, `D402` its beginning is pruned,
        ///     `S102`, or why the snapshot cannot be read
        public Result<Projection<S>> fold(BiFunction<? super S, ? super StoredEvent, ? extends S> fold) {
            Objects.requireNonNull(fold, "fold");
            return home.begin(name, () -> make(fold), made -> new Subscriptions.Entry(made.delivery, made::status));
        }

        private Result<Projection<S>> make(BiFunction<? super S, ? super StoredEvent, ? extends S> fold) {
            return kept().flatMap(kept -> {
                long checkpoint = kept.map(Begin::position).orElse(-1L);
                return home.startAfter(name, query, false, checkpoint, WhenPruned.END)
                        .map(after -> {
                            S begin = kept.map(Begin::state).orElse(initial);
                            Follower follower = home.follower(query, after, WhenPruned.END);
                            Progress progress = saveEvery == 0 ? null : home.progress(name, saveEvery, after);
                            return new Projection<>(this, begin, follower, progress, fold);
                        });
            });
        }

        private record Begin<S>(long position, S state) {}

        private Result<Optional<Begin<S>>> kept() {
            Function<? super Value, ? extends S> reader = read;
            if (reader == null) {
                return Result.ok(Optional.empty());
            }
            return home.checkpoint(name)
                    .map(kept -> kept.flatMap(checkpoint -> {
                        try {
                            return Optional.of(new Begin<S>(checkpoint.position(), reader.apply(checkpoint.state())));
                        } catch (RuntimeException unknown) {
                            return Optional.empty();
                        }
                    }));
        }
    }
}
