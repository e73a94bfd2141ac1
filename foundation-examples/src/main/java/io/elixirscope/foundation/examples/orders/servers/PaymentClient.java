package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.examples.orders.lines.Fields;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/// Talks to the payment gateway. Thread-safe.
final class PaymentClient {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI gateway;

    PaymentClient(URI gateway) {
        this.gateway = gateway;
    }

    /// Asks for a charge and waits for the answer, until the deadline of the current context. The order's id is the
    /// idempotency key: asking twice charges once.
    Result<String> charge(Order order) {
        var left = ErrorContext.current().flatMap(ErrorContext::remaining).orElse(LONGEST);
        if (left.isZero()) {
            return Result.err(OrdersError.GATEWAY_SLOW, "no time was left to ask the gateway");
        }
        var body = Fields.none().with("order", order.id()).with("amountCents", order.amountCents());
        var request = HttpRequest.newBuilder(gateway)
                .timeout(left)
                .header("Idempotency-Key", order.id())
                .POST(HttpRequest.BodyPublishers.ofString(body.toLine()))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return BillingLogic.read(response.statusCode(), response.body());
        } catch (HttpTimeoutException _) {
            return Result.err(OrdersError.GATEWAY_SLOW, "no answer within " + left.toMillis() + " ms");
        } catch (IOException lost) {
            return Result.err(
                    FoundationError.of(OrdersError.GATEWAY_LOST).with("exception", String.valueOf(lost.getMessage())));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Result.err(OrdersError.GATEWAY_LOST, "interrupted while waiting for the gateway");
        }
    }
}
