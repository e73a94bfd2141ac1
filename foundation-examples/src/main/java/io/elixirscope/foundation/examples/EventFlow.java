package io.elixirscope.foundation.examples;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.EventTrace;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Storing events, and asking what led to what.
public final class EventFlow {

    private EventFlow() {}

    /// Prints what the flow does.
    public static void main(String[] arguments) {
        run().forEach(IO::println);
    }

    static List<String> run() {
        var told = new ArrayList<String>();
        try (var foundation = Foundation.builder().source("/shop").start().orElseThrow()) {
            var events = foundation.events();
            var operation = foundation.newContext("order 7");

            // inside a context an event knows its operation; what caused it is said
            operation.run(() -> {
                var placed = events.event("order.placed")
                        .subject("7")
                        .data(Value.map(Map.of("sku", Value.of("anvil"), "count", Value.of(2))))
                        .buildOrThrow();
                var paid =
                        events.event("order.paid").subject("7").causedBy(placed).buildOrThrow();
                long first = events.append(placed).orElseThrow().position();
                long second = events.append(paid).orElseThrow().position();
                told.add("stored one after the other: " + (second == first + 1));

                // the same event again is no second event
                told.add("again: duplicate "
                        + events.append(placed).orElseThrow().duplicate());
            });

            // queries stream in bounded memory; close them
            var orders = EventQuery.builder().type("order.placed").subject("7").build();
            try (var found = events.query(orders).orElseThrow()) {
                found.forEachRemaining(stored ->
                        told.add(stored.event().type() + " " + stored.event().data()));
            }

            var trace = events.trace(operation.correlationId()).orElseThrow();
            told.add(trace.events() + " events, " + trace.roots().size() + " beginning");
            trace.roots().forEach(root -> tell(root, "", told));
        }
        return told;
    }

    private static void tell(EventTrace.Node node, String indent, List<String> told) {
        told.add(indent + node.event().event().type());
        node.children().forEach(child -> tell(child, indent + "  ", told));
    }
}
