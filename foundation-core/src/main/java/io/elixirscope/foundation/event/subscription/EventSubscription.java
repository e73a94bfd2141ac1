package io.elixirscope.foundation.event.subscription;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.telemetry.Tally;
import io.elixirscope.foundation.time.Scheduler;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A function that is given every wanted event, in order of positions: first those that are stored,
/// then, without a gap or a repetition, each new one as soon as it is visible. Thread-safe.
///
/// The function runs on a thread of the subscription's own, one event at a time, in an
/// [io.elixirscope.foundation.error.ErrorContext] with the event's correlation id and the event as
/// cause: what it appends is an effect of it. A slow one holds up nobody: what comes meanwhile
/// waits in the store.
///
/// One that throws gets the same event again, after a second, twice as long each time, at most a
/// minute. That is told by `elixir_scope.event.subscriber_failed`, recorded as an error and shown
/// in health until it succeeds.
public final class EventSubscription implements AutoCloseable {
    private static final Duration FIRST_STAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_STAY = Duration.ofMinutes(1);

    private final String name;
    private final Subscriptions home;
    private final Follower follower;
    private final Delivery delivery;
    private final Consumer<? super StoredEvent> handler;
    private final @Nullable Progress progress;
    private final AtomicLong delivered = new AtomicLong();
    private volatile long handledThrough;
    private volatile @Nullable FoundationError trouble;
    private volatile boolean over;
    private final Tally skippedTally;
    private long skippedTold;

    EventSubscription(
            Builder from, Follower follower, @Nullable Progress progress, Consumer<? super StoredEvent> handler) {
        this.name = from.name;
        this.home = from.home;
        this.follower = follower;
        this.progress = progress;
        this.handler = handler;
        this.handledThrough = follower.through();
        this.skippedTally = home.skippedTally(name);
        this.delivery = new Delivery(name, follower, new ToHandler(), home.scheduler());
    }

    /// {@return its name}
    public String name() {
        return name;
    }

    /// {@return every wanted event up to this position was handled}
    public long position() {
        return handledThrough;
    }

    /// {@return events handled since it began}
    public long delivered() {
        return delivered.get();
    }

    /// {@return positions that retention dropped before they were looked at; with
    /// [WhenPruned#SKIP]}
    public long skipped() {
        return follower.skipped();
    }

    /// {@return whether it has ended: it was closed, or could not go on}
    public boolean ended() {
        return over;
    }

    /// {@return what its function threw last, while the same event is tried again; or why it has
    /// ended; empty: all is well, or it was closed}
    public Optional<FoundationError> trouble() {
        return Optional.ofNullable(trouble);
    }

    /// Ends it. Waits for the call under way, unless it is called from there; once it returns no
    /// call begins, and the checkpoint of a consumer is saved. Twice is once. An interrupt does not
    /// end the wait; its flag is kept.
    @Override
    public void close() {
        delivery.stop();
        delivery.awaitEnd(Scheduler.NO_DEADLINE);
        home.forget(name, delivery);
    }

    private SubscriptionStatus status() {
        return new SubscriptionStatus(name, position(), home.behind(position()), delivered.get(), skipped(), trouble());
    }

    private final class ToHandler implements Delivery.Sink {
        @Override
        public @Nullable FoundationError take(StoredEvent event) {
            Duration stay = FIRST_STAY;
            while (!handle(event, stay)) {
                delivery.pause(home.scheduler().deadlineAfter(stay));
                stay = stay.multipliedBy(2).compareTo(LONGEST_STAY) < 0 ? stay.multipliedBy(2) : LONGEST_STAY;
                if (follower.closed()) {
                    return null;
                }
            }
            return null;
        }

        private boolean handle(StoredEvent event, Duration stay) {
            ErrorContext context = home.context(name, event);
            try {
                context.run(() -> handler.accept(event));
            } catch (Throwable thrown) {
                FoundationError error = SubscriptionErrors.handlerThrew(name, event.position(), thrown)
                        .in(context);
                trouble = error;
                home.failed(name, event.position(), stay, error);
                return false;
            }
            trouble = null;
            delivered.incrementAndGet();
            handledThrough = event.position();
            tellSkipped();
            if (progress != null) {
                progress.handled(EventSubscription.this::checkpoint);
            }
            return true;
        }

        @Override
        public long caughtUp(long through) {
            handledThrough = through;
            tellSkipped();
            return progress == null
                    ? Scheduler.NO_DEADLINE
                    : progress.caughtUp(through, EventSubscription.this::checkpoint);
        }

        @Override
        public void ended(@Nullable FoundationError error) {
            tellSkipped();
            if (progress != null) {
                progress.end(handledThrough, EventSubscription.this::checkpoint);
            }
            trouble = error;
            over = true;
            home.ended(name, delivery, Optional.ofNullable(error));
        }

        private void tellSkipped() {
            long skipped = follower.skipped();
            if (skipped != skippedTold) {
                skippedTally.add(skipped - skippedTold);
                skippedTold = skipped;
            }
        }
    }

    private Checkpoint checkpoint() {
        return Checkpoint.at(handledThrough);
    }

    /// Collects what a subscription is. Not thread-safe.
    public static final class Builder {
        private final String name;
        private final Subscriptions home;
        private EventQuery query = EventQuery.all();
        private WhenPruned whenPruned = WhenPruned.END;
        private boolean fromNow;
        private int saveEvery;

        Builder(String name, Subscriptions home) {
            this.name = name;
            this.home = home;
        }

        /// {@return this builder} Sets which events are wanted, and where to begin: after the
        /// query's position, or at the oldest retained event. All of them unless set.
        ///
        /// @param wanted ascending and without limit; its time-out does not count
        /// @throws IllegalArgumentException if it is descending or limited
        public Builder query(EventQuery wanted) {
            this.query = FollowedQuery.checked(wanted);
            return this;
        }

        /// {@return this builder} Begins with what is appended from now on.
        public Builder fromNow() {
            this.fromNow = true;
            return this;
        }

        /// {@return this builder} Says what becomes of it when retention drops what it has not
        /// handled; it ends unless set.
        ///
        /// @param policy what to do
        public Builder whenPruned(WhenPruned policy) {
            this.whenPruned = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /// {@return this builder} Makes it a consumer that remembers: it goes on where the last one
        /// of its name came to, whatever else says where to begin. Each event is handled at least
        /// once; after a crash those since the last checkpoint are handled again.
        ///
        /// @param saveEvery most events between two checkpoints, `>= 1`; one is saved too when it
        ///     has caught up, and when it is closed
        public Builder remembered(int saveEvery) {
            if (saveEvery < 1) {
                throw new IllegalArgumentException("saveEvery must be >= 1, was " + saveEvery);
            }
            this.saveEvery = saveEvery;
            return this;
        }

        /// Begins to deliver. The context of who calls is not carried on.
        ///
        /// @param handler is given each event; may block, and may throw to be given it again
        /// @return the subscription; `S412` the name is in use, `D402` its beginning is pruned,
        ///     `S102`, or why the checkpoint cannot be read
        public Result<EventSubscription> handle(Consumer<? super StoredEvent> handler) {
            Objects.requireNonNull(handler, "handler");
            return home.begin(name, () -> make(handler), made -> new Subscriptions.Entry(made.delivery, made::status));
        }

        private Result<EventSubscription> make(Consumer<? super StoredEvent> handler) {
            return startAfter().map(after -> {
                Follower follower = home.follower(query, after, whenPruned);
                Progress progress = saveEvery == 0 ? null : home.progress(name, saveEvery, after);
                return new EventSubscription(this, follower, progress, handler);
            });
        }

        private Result<Long> startAfter() {
            Result<Optional<Checkpoint>> kept = saveEvery == 0 ? Result.ok(Optional.empty()) : home.checkpoint(name);
            return kept.flatMap(checkpoint -> home.startAfter(
                    name, query, fromNow, checkpoint.map(Checkpoint::position).orElse(-1L), whenPruned));
        }
    }
}
