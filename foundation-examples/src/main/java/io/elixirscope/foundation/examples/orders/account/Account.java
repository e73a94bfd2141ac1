package io.elixirscope.foundation.examples.orders.account;

import io.elixirscope.foundation.examples.orders.lines.Fields;
import java.util.ArrayList;
import java.util.List;

/// What the data directory shows.
///
/// @param orders accepted
/// @param eventsAcknowledged as the parent has listed them
/// @param eventsFound acknowledged events that are in the store, at that position and with that id
/// @param ordersUnfinished orders without a final event
/// @param ordersFinishedTwice orders with more than one final event, or with one and no acceptance
/// @param ends how orders ended
/// @param example correlation id of the order that most events and errors belong to; empty without orders
public record Account(
        long orders,
        long eventsAcknowledged,
        long eventsFound,
        long ordersUnfinished,
        long ordersFinishedTwice,
        Ends ends,
        String example) {

    /// How orders ended.
    ///
    /// @param completed paid
    /// @param rejected without goods or payment
    public record Ends(long completed, long rejected) {}

    public long eventsLost() {
        return eventsAcknowledged - eventsFound;
    }

    /// What does not balance, a sentence each; none when all does.
    public List<String> imbalances() {
        var found = new ArrayList<String>();
        if (eventsLost() != 0) {
            found.add("eventsLost: " + eventsLost() + " acknowledged events are not in the store");
        }
        if (ordersUnfinished != 0) {
            found.add("ordersUnfinished: " + ordersUnfinished + " accepted orders have no final event");
        }
        if (ordersFinishedTwice != 0) {
            found.add("ordersFinishedTwice: " + ordersFinishedTwice
                    + " orders have more than one final event, or were never accepted");
        }
        return found;
    }

    Fields fields() {
        return Fields.none()
                .with("orders", orders)
                .with("eventsAcknowledged", eventsAcknowledged)
                .with("eventsFound", eventsFound)
                .with("eventsLost", eventsLost())
                .with("ordersUnfinished", ordersUnfinished)
                .with("ordersFinishedTwice", ordersFinishedTwice)
                .with("completed", ends.completed)
                .with("rejected", ends.rejected)
                .with("example", example);
    }

    /// Reads the account that the account process printed.
    public static Account of(Fields fields) {
        return new Account(
                fields.number("orders"),
                fields.number("eventsAcknowledged"),
                fields.number("eventsFound"),
                fields.number("ordersUnfinished"),
                fields.number("ordersFinishedTwice"),
                new Ends(fields.number("completed"), fields.number("rejected")),
                fields.text("example"));
    }
}
