package io.elixirscope.foundation.examples.orders.node;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.examples.orders.node.ChaosLogic.Strike;
import io.elixirscope.foundation.examples.orders.servers.Moment;
import io.elixirscope.foundation.examples.orders.servers.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes a server crash every so often, half of the times in the middle of a step.
final class Chaos {

    private final Shop shop;
    private final Duration period;
    private final Pause pause = new Pause();
    private final Random random = new Random();

    Chaos(Shop shop, Duration period) {
        this.shop = shop;
        this.period = period;
    }

    void begin() {
        Thread.ofVirtual().name("chaos").start(this::strike);
    }

    void end() {
        pause.end();
    }

    private void strike() {
        List<Strike> strikes = new ArrayList<>();
        while (pause.await(period)) {
            var candidates = ChaosLogic.candidates(Shop.SERVERS, strikes, System.nanoTime());
            if (candidates.isEmpty()) {
                continue;
            }
            var server = candidates.get(random.nextInt(candidates.size()));
            // a server that restarts just now takes the message afterwards; one that is stopped is beyond chaos
            Result<Done> _ = shop.crash(server, random.nextBoolean() ? Moment.NOW : Moment.MIDWAY);
            strikes.add(new Strike(server, System.nanoTime()));
        }
    }
}
