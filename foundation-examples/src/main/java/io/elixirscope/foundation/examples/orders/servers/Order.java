package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.examples.orders.lines.Fields;

/// What a customer wants. Everything that happens to it carries its correlation id.
///
/// @param id unique over all runs; the ids of its events are made from it
/// @param correlationId joins its events and errors
/// @param customer who orders
/// @param sku what
/// @param count how many
/// @param amountCents what it costs
public record Order(String id, String correlationId, String customer, String sku, int count, long amountCents) {

    Fields fields() {
        return Fields.none()
                .with("customer", customer)
                .with("sku", sku)
                .with("count", count)
                .with("amountCents", amountCents);
    }

    /// The order that an event of acceptance tells of.
    static Order of(Event accepted) {
        var fields = Fields.of(accepted.data());
        return new Order(
                accepted.subject().orElse(""),
                accepted.correlationId().orElse(""),
                fields.text("customer"),
                fields.text("sku"),
                (int) fields.number("count"),
                fields.number("amountCents"));
    }
}
