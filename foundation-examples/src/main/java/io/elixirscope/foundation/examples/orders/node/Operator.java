package io.elixirscope.foundation.examples.orders.node;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.config.Config;
import io.elixirscope.foundation.config.ConfigVersion;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.examples.orders.servers.OrdersConfig;
import java.time.Duration;
import java.util.Random;

/// The program's own operator: changes settings while the shop works: how much is delivered at once, how long to wait
/// for the gateway.
final class Operator {

    /// The author of its changes.
    static final String NAME = "operator";

    private static final int[] BATCHES = {50, 75, 100, 150};
    private static final String[] TIMEOUTS = {"600ms", "800ms", "1s"};

    private final Foundation foundation;
    private final Duration period;
    private final Pause pause = new Pause();
    private final Random random = new Random();

    Operator(Foundation foundation, Duration period) {
        this.foundation = foundation;
        this.period = period;
    }

    void begin() {
        Thread.ofVirtual().name("operator").start(() -> {
            while (pause.await(period)) {
                foundation
                        .newContext("change settings")
                        .with("who", NAME)
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
        change("orders.batch-size", next == before ? before + 10 : next, "load test");
    }

    private void changeTimeout() {
        change("payment.timeout", TIMEOUTS[random.nextInt(TIMEOUTS.length)], "slow gateway");
    }

    private void change(String path, Object value, String cause) {
        // refused while the configuration is being closed: there will be another time
        Result<ConfigVersion> _ =
                settings().update(change -> change.set(path, value).because(cause));
    }

    private Config<OrdersConfig> settings() {
        return foundation.config(OrdersConfig.class);
    }
}
