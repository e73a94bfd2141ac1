package io.elixirscope.foundation.examples.orders.account;

import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.examples.orders.account.Account.Ends;
import io.elixirscope.foundation.examples.orders.lines.Acknowledgement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Draws up an account: a fold over all events, compared with what was acknowledged. Knows nothing of how the shop
/// works,
/// only which events begin and end an order. Not thread-safe.
final class Tally {

    private final Set<Acknowledgement> outstanding;
    private final long acknowledged;
    private final Map<String, Progress> orders = new HashMap<>();
    private final Map<String, Integer> eventsByCorrelation = new HashMap<>();
    private long completed;
    private long rejected;

    private record Progress(int accepted, int ended, String correlationId) {}

    Tally(List<Acknowledgement> acknowledgements) {
        this.outstanding = new HashSet<>(acknowledgements);
        this.acknowledged = outstanding.size();
    }

    void add(StoredEvent stored) {
        var event = stored.event();
        outstanding.remove(new Acknowledgement(stored.position(), event.id()));
        var correlation = event.correlationId().orElse("");
        eventsByCorrelation.merge(correlation, 1, Integer::sum);
        var order = event.subject().orElse("");
        switch (event.type()) {
            case "order.accepted" -> progress(order, new Progress(1, 0, correlation));
            case "order.completed" -> {
                completed++;
                progress(order, new Progress(0, 1, ""));
            }
            case "order.rejected" -> {
                rejected++;
                progress(order, new Progress(0, 1, ""));
            }
            default -> {
                // neither begins nor ends an order
            }
        }
    }

    private void progress(String order, Progress more) {
        orders.merge(
                order,
                more,
                (one, other) -> new Progress(
                        one.accepted + other.accepted,
                        one.ended + other.ended,
                        one.correlationId.isEmpty() ? other.correlationId : one.correlationId));
    }

    Account account() {
        return new Account(
                orders.values().stream().filter(order -> order.accepted > 0).count(),
                acknowledged,
                acknowledged - outstanding.size(),
                orders.values().stream().filter(order -> order.ended == 0).count(),
                orders.values().stream()
                        .filter(order -> order.ended > 1 || order.accepted != 1)
                        .count(),
                new Ends(completed, rejected),
                example());
    }

    private String example() {
        return orders.values().stream()
                .map(Progress::correlationId)
                .filter(correlation -> !correlation.isEmpty())
                .max(Comparator.comparingInt(correlation -> eventsByCorrelation.getOrDefault(correlation, 0)))
                .orElse("");
    }
}
