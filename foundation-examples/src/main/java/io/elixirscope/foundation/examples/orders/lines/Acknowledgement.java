package io.elixirscope.foundation.examples.orders.lines;

import java.util.Optional;

/// The shop's word that an order is accepted: where its event is stored, and under which id. Given only after the store
/// said so.
///
/// @param position the event's position in the store
/// @param id the event's id
public record Acknowledgement(long position, String id) {

    public Fields fields() {
        return Fields.none().with("position", position).with("id", id);
    }

    public static Optional<Acknowledgement> read(Fields fields) {
        var acknowledgement = new Acknowledgement(fields.number("position"), fields.text("id"));
        return acknowledgement.position > 0 && !acknowledgement.id.isEmpty()
                ? Optional.of(acknowledgement)
                : Optional.empty();
    }
}
