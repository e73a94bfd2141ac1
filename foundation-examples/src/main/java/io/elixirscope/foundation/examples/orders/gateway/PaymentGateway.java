package io.elixirscope.foundation.examples.orders.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.elixirscope.foundation.examples.orders.lines.Fields;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The payment gateway: `POST /charges` with the order as JSON and an `Idempotency-Key`, on a free port of the loopback
/// address. A virtual thread a request.
public final class PaymentGateway implements AutoCloseable {

    private static final long SLOW_MILLIS = 1_500;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ChargeLedger ledger = new ChargeLedger();
    private final CountDownLatch closing = new CountDownLatch(1);

    private PaymentGateway(HttpServer http) {
        this.http = http;
    }

    /// Opens it.
    public static PaymentGateway start() throws IOException {
        var gateway =
                new PaymentGateway(HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
        gateway.http.setExecutor(gateway.threads);
        gateway.http.createContext("/charges", gateway::charge);
        gateway.http.start();
        return gateway;
    }

    /// Where to post charges.
    public URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/charges");
    }

    /// How many charges were booked.
    public long charges() {
        return ledger.charges();
    }

    /// How many orders were charged more than once.
    public long doubleCharges() {
        return ledger.doubleCharges();
    }

    private void charge(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            var order = Fields.read(body).map(fields -> fields.text("order")).orElse("");
            if (key == null || order.isEmpty()) {
                answer(exchange, 400, Fields.none().with("problem", "an order and an Idempotency-Key are needed"));
                return;
            }
            answer(exchange, FateLogic.fate(order, ledger.attempt(order)), key, order);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, Fate fate, String key, String order)
            throws IOException, InterruptedException {
        switch (fate) {
            case DECLINED -> answer(exchange, 402, Fields.none().with("declined", "the card has no cover"));
            case BUSY -> answer(exchange, 503, Fields.none().with("problem", "come back later"));
            case CHARGED -> answer(exchange, 200, Fields.none().with("charge", ledger.charge(key, order)));
            case SLOW -> {
                var charge = ledger.charge(key, order);
                boolean _ = closing.await(SLOW_MILLIS, TimeUnit.MILLISECONDS);
                answer(exchange, 200, Fields.none().with("charge", charge));
            }
            case GARBLED -> {
                ledger.charge(key, order);
                send(exchange, 200, "<html>charged, probably", 0);
            }
            case CUT -> {
                ledger.charge(key, order);
                send(exchange, 200, "{\"charge\":", 100);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, Fields body) throws IOException {
        send(exchange, status, body.toLine(), 0);
    }

    /// Sends a body; with `missing` more bytes announced than sent, closing the exchange cuts the connection.
    private static void send(HttpExchange exchange, int status, String body, int missing) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length + missing);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
    }

    /// Closes it at once; requests in hand are cut.
    @Override
    public void close() {
        closing.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}
