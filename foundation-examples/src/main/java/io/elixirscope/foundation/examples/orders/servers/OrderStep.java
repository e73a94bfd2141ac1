package io.elixirscope.foundation.examples.orders.servers;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The four steps of an order. Each leaves exactly one event, whose id says order and step; one server alone takes a
/// step.
@SuppressWarnings("ImmutableEnumChecker") // sets of Set.of
public enum OrderStep {
    /// By intake.
    ACCEPTED("order.accepted"),
    /// By inventory: goods set aside, or none there.
    RESERVED("order.reserved", "stock.missing"),
    /// By billing: paid, or declined for good.
    CHARGED("payment.charged", "payment.declined"),
    /// By the notifier: the end of every order.
    FINAL("order.completed", "order.rejected");

    private final Set<String> types;

    OrderStep(String... types) {
        this.types = Set.of(types);
    }

    /// The types of event that this step may leave.
    public Set<String> types() {
        return types;
    }

    /// The id of the event that this step leaves.
    public String eventId(String order) {
        return order + "-" + name().toLowerCase(Locale.ROOT);
    }

    /// The step that leaves events of a type; none for events that belong to no order.
    public static Optional<OrderStep> of(String type) {
        for (var step : values()) {
            if (step.types.contains(type)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }
}
