package io.elixirscope.foundation.examples.orders.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.ReportStyle;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.examples.orders.lines.NodeLine;
import io.elixirscope.foundation.examples.orders.servers.OrdersConfig;
import io.elixirscope.foundation.examples.orders.servers.OrdersError;
import io.elixirscope.foundation.examples.orders.servers.Shop;
import io.elixirscope.foundation.health.HealthStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// The node process. Its standard output is for the parent, in the form of [NodeLine]; on standard input the parent
/// says
/// `escalate` or `drain`. When standard input ends, so does the node: it outlives no parent.
public final class OrdersNode {

    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Foundation foundation;
    private final Shop shop;
    private final NodeTalk talk;
    private final Counts counts;
    private final Customers customers;
    private final Chaos chaos;
    private final Operator operator;
    private final Pause reports = new Pause();

    private OrdersNode(Foundation foundation, Shop shop, NodeTalk talk, Duration chaosPeriod) {
        this.foundation = foundation;
        this.shop = shop;
        this.talk = talk;
        this.counts = new Counts(talk).attach(foundation.telemetry());
        this.customers = new Customers(foundation, shop, talk);
        this.chaos = new Chaos(shop, chaosPeriod);
        this.operator = new Operator(foundation, chaosPeriod.multipliedBy(2));
    }

    /// Runs the node.
    ///
    /// @param arguments data directory, address of the gateway, milliseconds between crashes, file of settings
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var talk = new NodeTalk(System.out);
        var shop = new AtomicReference<Shop>();
        var started = Foundation.builder()
                .config(OrdersConfig.class)
                .configFile(Path.of(arguments[3]))
                .override("payment.gateway", arguments[1])
                .errors(OrdersError.class)
                .dataDirectory(Path.of(arguments[0]))
                .node("orders-node")
                .source("urn:example:orders")
                .supervise(foundation -> {
                    shop.set(new Shop(foundation));
                    return shop.get().tree();
                })
                .stopOnShutdown()
                .start();
        if (started instanceof Result.Err<Foundation>(var error)) {
            talk.tell(new NodeLine.Refused(error.report(ReportStyle.plain().withoutStacks())));
            System.exit(1);
        }
        try (var foundation = started.orElseThrow()) {
            var node = new OrdersNode(foundation, shop.get(), talk, Duration.ofMillis(Long.parseLong(arguments[2])));
            node.work();
            node.obey();
        }
    }

    /// Does what it is told until it is told to drain, or standard input ends.
    private void obey() throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            switch (line) {
                case "escalate" -> {
                    // refused only by a billing that has stopped for good: then nothing is left to escalate
                    Result<Done> _ = shop.escalate();
                }
                case "drain" -> {
                    drain();
                    return;
                }
                default -> {
                    // nothing that a node does
                }
            }
        }
    }

    private void work() {
        var finished = shop.finished();
        talk.tell(new NodeLine.Ready(shop.accepted() - finished.orders()));
        customers.arrive(Long.toString(System.currentTimeMillis(), Character.MAX_RADIX));
        new SettingsNews(talk).follow(foundation.config(OrdersConfig.class));
        chaos.begin();
        operator.begin();
        Thread.ofVirtual().name("reports").start(() -> {
            while (reports.await(Duration.ofSeconds(1))) {
                report();
            }
        });
    }

    /// Takes no more orders, finishes those that are open, and tells how it went.
    private void drain() throws InterruptedException {
        chaos.end();
        operator.end();
        customers.goHome();
        shop.close().orElseThrow();
        long deadline = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (busy() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK);
        }
        reports.end();
        report();
    }

    private boolean busy() {
        return shop.accepted() > shop.finished().orders() || foundation.health().status() != HealthStatus.HEALTHY;
    }

    private void report() {
        var finished = shop.finished();
        talk.tell(new NodeLine.Status(shop.accepted(), finished.completed(), finished.rejected()));
        talk.tell(counts.summary(foundation.health().status().name()));
    }
}
