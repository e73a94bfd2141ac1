package io.elixirscope.foundation.pubsub;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.server.Incarnation;
import java.util.Optional;

/// The errors of publishing and subscribing, each with the topic in its context.
final class PubSubErrors {
    private PubSubErrors() {}

    static FoundationError badTopic(String topic, String rule) {
        return of(FoundationErrorType.INVALID_INPUT, topic, "\"" + topic + "\" is no topic: " + rule);
    }

    static FoundationError fenced(String topic, Incarnation incarnation) {
        return of(
                        FoundationErrorType.INCARNATION_FENCED,
                        topic,
                        "Incarnation " + incarnation.epoch() + " of server " + incarnation.server()
                                + " is over; nothing is published or subscribed on its behalf")
                .with("server", incarnation.server())
                .with("epoch", incarnation.epoch());
    }

    static FoundationError full(String topic, int maxSubscriptions) {
        return of(
                        FoundationErrorType.RESOURCE_EXHAUSTED,
                        topic,
                        "There is no place for a subscription to " + topic + ": there are " + maxSubscriptions)
                .with("maxSubscriptions", maxSubscriptions);
    }

    static FoundationError closed(String topic) {
        return of(FoundationErrorType.SERVICE_UNAVAILABLE, topic, "Publishing and subscribing has ended");
    }

    static FoundationError handlerThrew(Subscription subscription, Throwable thrown) {
        return of(
                        FoundationErrorType.INTERNAL_ERROR,
                        subscription.topic(),
                        "A handler of topic " + subscription.topic() + " threw; it gets the next message")
                .causedBy(thrown);
    }

    /// Refuses what may wait where nothing may.
    ///
    /// @throws FoundationException `S405 blocking_call_refused` in a handler of a non-blocking
    ///     server
    static void refuseWaiting(String operation) {
        Optional<FoundationError> refusal = Incarnation.refusal(operation);
        if (refusal.isPresent()) {
            throw refusal.get().toException();
        }
    }

    private static FoundationError of(FoundationErrorType type, String topic, String message) {
        return FoundationError.of(type, message).with("topic", topic);
    }
}
