package io.elixirscope.foundation.documents;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Appended;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.EventQuery.Operator;
import io.elixirscope.foundation.event.EventTrace;
import io.elixirscope.foundation.event.EventType;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.event.diagnostic.Diagnostics;
import io.elixirscope.foundation.event.subscription.EventSubscription;
import io.elixirscope.foundation.event.subscription.Projection;
import io.elixirscope.foundation.event.subscription.Subscriptions;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The examples of docs/guides/events.md; `EventsGuideSmokeTest` runs them.
final class EventsGuide {

    private EventsGuide() {}

    // @start region="type"
    record PriceChanged(String sku, long cents, String by) {}

    static final EventType<PriceChanged> PRICE_CHANGED = EventType.of("price.changed", PriceChanged.class);

    static Result<Appended> change(Events events, String sku, long cents, String who) {
        return events.record(PRICE_CHANGED, new PriceChanged(sku, cents, who));
    }
    // @end region="type"

    // @start region="builder"
    static Result<Appended> changeOnce(Events events, String requestId, PriceChanged change) {
        return events.event("price.changed", "price-" + requestId)
                .subject(change.sku())
                .data(change)
                .build()
                .flatMap(events::append);
    }
    // @end region="builder"

    // @start region="cause"
    static void reprice(Foundation foundation, PriceChanged change) {
        Events events = foundation.events();
        foundation.newContext("reprice").run(() -> {
            Event changed =
                    events.event(PRICE_CHANGED, change).subject(change.sku()).buildOrThrow();
            events.append(changed).orElseThrow();
            Event told = events.event("customer.told").causedBy(changed).buildOrThrow();
            events.append(told).orElseThrow();
        });
    }

    static Result<EventTrace> story(Events events, Event any) {
        return events.trace(any.correlationId().orElseThrow());
    }
    // @end region="cause"

    // @start region="query"
    static Result<List<PriceChanged>> dearer(Events events, long cents) {
        EventQuery query = EventQuery.builder()
                .type("price.changed")
                .where("cents", Operator.GT, Value.of(cents))
                .order(EventQuery.Order.DESC)
                .limit(20)
                .timeout(Duration.ofSeconds(2))
                .build();
        return events.query(query).map(cursor -> {
            List<PriceChanged> found = new ArrayList<>();
            try (cursor) {
                cursor.forEachRemaining(
                        stored -> found.add(PRICE_CHANGED.read(stored.event()).orElseThrow()));
            }
            return found;
        });
    }
    // @end region="query"

    // @start region="upcast"
    record Price(String sku, long cents, String currency, String by) {}

    static final EventType<Price> PRICE = EventType.named("price.changed", Price.class)
            .schemaVersion(2)
            .upcast(1, data -> with(data, "currency", Value.of("EUR")))
            .build();

    static Value with(Value data, String name, Value field) {
        Map<String, Value> fields = new LinkedHashMap<>();
        if (data instanceof Value.MapValue(var before)) {
            fields.putAll(before);
        }
        fields.put(name, field);
        return Value.map(fields);
    }
    // @end region="upcast"

    // @start region="subscribe"
    static Result<EventSubscription> mailer(Subscriptions subscriptions, Consumer<Price> mail) {
        return subscriptions
                .subscribe("price-mailer")
                .query(EventQuery.builder().type("price.changed").build())
                .remembered(100)
                .handle(stored -> mail.accept(PRICE.read(stored.event()).orElseThrow()));
    }
    // @end region="subscribe"

    // @start region="projection"
    static Result<Projection<Map<String, Long>>> prices(Subscriptions subscriptions) {
        return subscriptions
                .project("prices", Map.<String, Long>of())
                .query(EventQuery.builder().type("price.changed").build())
                .fold(EventsGuide::next);
    }

    static Map<String, Long> next(Map<String, Long> prices, StoredEvent stored) {
        return switch (PRICE.read(stored.event())) {
            case Result.Ok<Price>(Price price) -> {
                Map<String, Long> changed = new LinkedHashMap<>(prices);
                changed.put(price.sku(), price.cents());
                yield changed;
            }
            case Result.Err<Price>(FoundationError unreadable) -> prices;
        };
    }
    // @end region="projection"

    // @start region="diagnostic"
    static Result<Appended> tillChanged(Events events, Map<String, Long> before, Map<String, Long> after) {
        return new Diagnostics(events)
                .stateChanged("till", before, after)
                .build()
                .flatMap(events::append);
    }
    // @end region="diagnostic"
}
