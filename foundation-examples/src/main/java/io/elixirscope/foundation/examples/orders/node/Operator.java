package io.elixirscope.foundation.examples.orders.node;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.config.Config;
import io.elixirscope.foundation.config.ConfigVersion;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.examples.orders.lines.NodeLine;
import io.elixirscope.foundation.examples.orders.servers.OrdersConfig;
import java.time.Duration;
import java.util.Random;

/// Changes settings while the shop works: how much is delivered at once, how long to wait for the gateway.
final class Operator {

    private static final int[] BATCHES = {50, 75, 100, 150};
    private static final String[] TIMEOUTS = {"600ms", "800ms", "1s"};

    private final Foundation foundation;
    private final NodeTalk talk;
    private final Duration period;
    private final Pause pause = new Pause();
    private final Random random = new Random();

    Operator(Foundation foundation, NodeTalk talk, Duration period) {
        this.foundation = foundation;
        this.talk = talk;
        this.period = period;
    }

    void begin() {
        Thread.ofVirtual().name("operator").start(() -> {
            while (pause.await(period)) {
                foundation
                        .newContext("change settings")
                        .with("who", "operator")
                        .run(random.nextBoolean() ? this::changeBatch : this::changeTimeout);
            }
        });
    }

    void end() {
        pause.end();
    }

    private void changeBatch() {
        int before = settings().current().orders().batchSize();
        int next = BATCHES[random.nextInt(BATCHES.length)];
        change("orders.batch-size", before, next == before ? before + 10 : next, "load test");
    }

    private void changeTimeout() {
        var before = settings().current().payment().timeout();
        change("payment.timeout", before.toMillis() + "ms", TIMEOUTS[random.nextInt(TIMEOUTS.length)], "slow gateway");
    }

    private void change(String path, Object before, Object after, String cause) {
        long version = settings().version();
        var updated = settings().update(change -> change.set(path, after).because(cause));
        if (updated instanceof Result.Ok<ConfigVersion>(var now) && now.number() > version) {
            talk.tell(new NodeLine.Configured(
                    now.number(), path + " " + before + " → " + after, now.cause() + ", by " + now.who()));
        }
    }

    private Config<OrdersConfig> settings() {
        return foundation.config(OrdersConfig.class);
    }
}
