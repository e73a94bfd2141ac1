package io.elixirscope.foundation;

import io.elixirscope.foundation.control.ControlRequest;
import io.elixirscope.foundation.control.ControlSink;
import io.elixirscope.foundation.control.ControlSocket;
import io.elixirscope.foundation.control.ControlVerb;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.event.subscription.EventFeed;
import io.elixirscope.foundation.event.subscription.Subscriptions;
import io.elixirscope.foundation.event.subscription.WhenPruned;
import io.elixirscope.foundation.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// The control verb `events.tail`: one item for each of the newest events, as many as the argument
/// `last` says (10), then one for each new event until the other side closes, or until there are no
/// more where the argument `follow` is `no`. An item has `position`, `recordedAt`, and `event` in
/// the binary form of [io.elixirscope.foundation.event.Event#encoded()].
///
/// Each follower waits on its connection's own thread; there are at most [#MOST] at a time.
final class EventTail implements ControlVerb {
    /// Followers at a time; a further one is refused with `S201`.
    static final int MOST = ControlSocket.MAX_CONNECTIONS / 2;

    private static final long LAST = 10;
    private static final int DONE = 0;

    private final Events events;
    private final Subscriptions subscriptions;
    private final Semaphore places = new Semaphore(MOST);

    EventTail(Events events, Subscriptions subscriptions) {
        this.events = events;
        this.subscriptions = subscriptions;
    }

    @Override
    public Result<Integer> handle(ControlRequest request, ControlSink sink) {
        if (!places.tryAcquire()) {
            return Result.err(
                    FoundationErrorType.RESOURCE_EXHAUSTED, "this node's events are followed by " + MOST + " already");
        }
        try {
            return request.positive("last", LAST)
                    .flatMap(last ->
                            request.text("follow", "yes").flatMap(follow -> tail(last, follow.equals("yes"), sink)));
        } finally {
            places.release();
        }
    }

    private Result<Integer> tail(long last, boolean follow, ControlSink sink) {
        var stats = events.stats();
        long after = Math.max(stats.firstPosition() - 1, stats.lastPosition() - last);
        var query = EventQuery.builder().afterPosition(after).build();
        return subscriptions.follow(query, WhenPruned.SKIP).flatMap(feed -> {
            try (feed) {
                return tell(feed, follow ? Long.MAX_VALUE : stats.lastPosition(), sink);
            }
        });
    }

    private static Result<Integer> tell(EventFeed feed, long through, ControlSink sink) {
        while (feed.position() < through && !sink.cancelled()) {
            switch (next(feed)) {
                case Result.Ok<Optional<StoredEvent>>(Optional<StoredEvent> event) ->
                    event.ifPresentOrElse(stored -> sink.item(item(stored)), sink::alive);
                case Result.Err<Optional<StoredEvent>> ended -> {
                    return ended.as();
                }
            }
        }
        return Result.ok(DONE);
    }

    private static Result<Optional<StoredEvent>> next(EventFeed feed) {
        try {
            return feed.next(ControlSocket.ALIVE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Result.err(FoundationErrorType.SERVICE_UNAVAILABLE, "the node stops");
        }
    }

    private static Value item(StoredEvent stored) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("position", Value.of(stored.position()));
        fields.put("recordedAt", Value.of(stored.recordedAt()));
        fields.put("event", Value.of(stored.event().encoded()));
        return Value.map(fields);
    }
}
