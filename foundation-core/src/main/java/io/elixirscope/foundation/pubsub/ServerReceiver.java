package io.elixirscope.foundation.pubsub;

import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.Incarnation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A server as a subscriber. For each message that waits here there is a place in the server's
/// mailbox, which stands for the oldest message at the time it is reached.
final class ServerReceiver<T, P> extends Receiver<T> implements Incarnation.Feed {
    private final Incarnation server;
    private final Function<? super T, ? extends Cast<P>> message;

    ServerReceiver(PubSub pubSub, Topic<T> topic, Incarnation server, Function<? super T, ? extends Cast<P>> message) {
        super(pubSub, topic, server);
        this.server = server;
        this.message = message;
    }

    @Override
    public String subscriber() {
        return server.server();
    }

    @Override
    void arrived() {
        server.due(this);
    }

    @Override
    public Incarnation.@Nullable Fed take() {
        Item item = inbox().take();
        return item == null ? null : new Incarnation.Fed(() -> message.apply(cast(item)), item.context());
    }

    @Override
    public void unsubscribe() {
        if (active() && !server.equals(Incarnation.current())) {
            throw new IllegalStateException("the subscription of server " + server.server() + " to " + topic()
                    + " is ended by that server's own code only; send it a message that asks for it");
        }
        end();
    }

    @Override
    void ended() {
        // the places in the mailbox find nothing
    }
}
