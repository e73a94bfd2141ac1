package io.elixirscope.foundation.event.subscription;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.telemetry.Tally;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Follows a store: functions that are given events, feeds that are read, projections. Thread-safe.
///
/// ```java
/// subscriptions.subscribe("mailer").query(completed).remembered(100).handle(stored -> mail(stored.event()));
/// ```
///
/// A name belongs to one subscription or projection at a time. Whoever follows is given events in
/// order of positions, each once, first those that are stored and then each new one when it is
/// visible, at the store's level of durability.
///
/// Emits `elixir_scope.event.subscriber_failed`, `elixir_scope.event.subscription_ended` and
/// `elixir_scope.event.subscription_skipped`.
public final class Subscriptions implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");
    private static final Duration TIME_TO_END = Duration.ofSeconds(5);

    private final EventStore store;
    private final Checkpoints checkpoints;
    private final ServerRuntime runtime;
    private final SubscriptionTelemetry telemetry;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Set<Follower> feeds = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// What follows under a name.
    record Entry(Delivery delivery, Supplier<SubscriptionStatus> status) {}

    /// Follows a store.
    ///
    /// @param store whose events; whoever made it closes it, after this
    /// @param checkpoints where consumers and projections remember how far they came
    /// @param runtime gives threads, time and telemetry
    public Subscriptions(EventStore store, Checkpoints checkpoints, ServerRuntime runtime) {
        this.store = Objects.requireNonNull(store, "store");
        this.checkpoints = Objects.requireNonNull(checkpoints, "checkpoints");
        this.runtime = Objects.requireNonNull(runtime, "runtime");
        this.telemetry = new SubscriptionTelemetry(runtime);
    }

    /// Begins to describe a subscription.
    ///
    /// @param name 1-64 characters of `A-Za-z0-9._-`, not beginning with a dot
    /// @return a builder; nothing is delivered before its `handle`
    /// @throws IllegalArgumentException if it is no name
    public EventSubscription.Builder subscribe(String name) {
        return new EventSubscription.Builder(checked(name), this);
    }

    /// Begins to describe a projection.
    ///
    /// @param <S> the state
    /// @param name as of [#subscribe]
    /// @param initial the state before the first event
    /// @return a builder; nothing is folded before its `fold`
    /// @throws IllegalArgumentException if it is no name
    public <S> Projection.Builder<S> project(String name, S initial) {
        return new Projection.Builder<>(checked(name), initial, this);
    }

    /// A feed of the wanted events, for one thread that reads it.
    ///
    /// @param query which events, after which position; ascending, without limit
    /// @param whenPruned what becomes of it when retention overtakes its reader
    /// @return the feed, to be closed; `D402` its beginning is pruned, `S102`
    /// @throws IllegalArgumentException if the query is descending or limited
    public Result<EventFeed> follow(EventQuery query, WhenPruned whenPruned) {
        FollowedQuery.checked(query);
        return startAfter("feed", query, false, -1, whenPruned).map(after -> {
            Follower follower = follower(query, after, whenPruned);
            feeds.add(follower);
            if (closed) {
                follower.close();
            }
            return new EventFeed(follower, scheduler(), () -> feeds.remove(follower));
        });
    }

    /// {@return the position up to which every open feed was read, the least of all; -1 when there
    /// is none}
    public long slowestFeed() {
        return feeds.stream().mapToLong(Follower::through).min().orElse(-1);
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be 1 to 64 characters of A-Za-z0-9._- and not begin with a dot, was \"" + name + "\"");
        }
        return name;
    }

    /// {@return how each subscription and projection does, those that have ended with an error
    /// until they are closed; by name}
    public List<SubscriptionStatus> list() {
        return entries.keySet().stream()
                .sorted()
                .map(entries::get)
                .filter(Objects::nonNull)
                .map(entry -> entry.status().get())
                .toList();
    }

    /// {@return degraded while a function is being given the same event again, or what cannot go on
    /// is not closed}
    public ServiceHealth health() {
        List<String> reasons = new ArrayList<>();
        List<SubscriptionStatus> all = list();
        for (SubscriptionStatus status : all) {
            status.trouble().ifPresent(error -> reasons.add(status.name() + ": " + error.message()));
        }
        return new ServiceHealth(
                reasons.isEmpty() ? HealthStatus.HEALTHY : HealthStatus.DEGRADED,
                reasons,
                Map.of("subscriptions", Value.of(all.size())));
    }

    /// Ends everything that follows, and waits up to 5 s for the calls under way. Afterwards
    /// nothing new begins.
    @Override
    public void close() {
        closed = true;
        feeds.forEach(Follower::close);
        entries.values().forEach(entry -> entry.delivery().stop());
        long deadline = scheduler().deadlineAfter(TIME_TO_END);
        entries.values().forEach(entry -> entry.delivery().awaitEnd(deadline));
    }

    Scheduler scheduler() {
        return runtime.scheduler();
    }

    Result<Optional<Checkpoint>> checkpoint(String name) {
        return checkpoints.load(name);
    }

    Progress progress(String name, int every, long from) {
        return new Progress(checkpoints, name, scheduler(), every, from, runtime.errors()::record);
    }

    Follower follower(EventQuery query, long after, WhenPruned whenPruned) {
        return new Follower(store, scheduler(), query, after, whenPruned);
    }

    long behind(long position) {
        return Math.max(0, store.newestPosition() - position);
    }

    /// The position after which to begin: the checkpoint's, else the query's, else before the
    /// oldest or the next event.
    Result<Long> startAfter(String name, EventQuery query, boolean fromNow, long checkpoint, WhenPruned whenPruned) {
        long newest = store.newestPosition();
        if (closed || store.closed()) {
            return Result.err(SubscriptionErrors.closed(name));
        }
        if (checkpoint > newest) {
            return Result.err(SubscriptionErrors.ahead(name, checkpoint, newest));
        }
        long oldest = fromNow ? newest : store.stats().firstPosition() - 1;
        long after = checkpoint >= 0 ? checkpoint : query.afterPosition().orElse(oldest);
        if (whenPruned == WhenPruned.SKIP) {
            return Result.ok(after);
        }
        return store.explain(query.toBuilder().afterPosition(after).build()).map(_ -> after);
    }

    /// Takes the name, makes what follows under it and starts it; or nothing of it.
    <T> Result<T> begin(String name, Supplier<Result<T>> make, Function<T, Entry> entry) {
        synchronized (entries) {
            if (entries.containsKey(name)) {
                return Result.err(SubscriptionErrors.taken(name));
            }
            return make.get().map(made -> {
                Entry followed = entry.apply(made);
                entries.put(name, followed);
                followed.delivery().start();
                if (closed) {
                    followed.delivery().stop();
                }
                return made;
            });
        }
    }

    /// Frees the name.
    void forget(String name, Delivery delivery) {
        entries.computeIfPresent(name, (_, entry) -> entry.delivery() == delivery ? null : entry);
    }

    ErrorContext context(String name, StoredEvent stored) {
        Event event = stored.event();
        ErrorContext root =
                ErrorContext.root("subscription " + name, scheduler().clock()::nanos, scheduler()::random);
        return Events.causedBy(
                event.correlationId().map(root::withCorrelationId).orElse(root), event);
    }

    void failed(String name, long position, Duration stay, FoundationError error) {
        runtime.errors().record(error);
        telemetry.failed(name, position, stay);
    }

    Tally skippedTally(String name) {
        return telemetry.skipped(name);
    }

    void ended(String name, Delivery delivery, Optional<FoundationError> error) {
        boolean told = error.isPresent() && error.get().type() != FoundationErrorType.SERVICE_UNAVAILABLE;
        if (told) {
            runtime.errors().record(error.get());
        } else {
            forget(name, delivery);
        }
        telemetry.ended(name, error);
    }
}
