package io.elixirscope.foundation.examples.orders.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentGatewayTest {

    private PaymentGateway gateway;
    private HttpClient http;

    @BeforeEach
    void open() throws IOException {
        gateway = PaymentGateway.start();
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterEach
    void close() {
        gateway.close();
        http.shutdownNow();
    }

    @Test
    void booksOnceForAnIdempotencyKey() throws Exception {
        var order = withFate(Fate.CHARGED);

        var first = charge(order, order);
        var again = charge(order, order);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(gateway.charges()).isEqualTo(1);
        assertThat(gateway.doubleCharges()).isZero();
    }

    @Test
    void findsAnOrderThatIsChargedUnderTwoKeys() throws Exception {
        var order = withFate(Fate.CHARGED);

        charge(order, "one");
        charge(order, "other");

        assertThat(gateway.doubleCharges()).isEqualTo(1);
    }

    @Test
    void cutsTheConnectionAfterTheChargeIsBooked() {
        var order = withFate(Fate.CUT);

        assertThatThrownBy(() -> charge(order, order)).isInstanceOf(IOException.class);
        assertThat(gateway.charges()).isEqualTo(1);
    }

    @Test
    void booksNothingWhenItDeclinesOrIsBusy() throws Exception {
        var declined = withFate(Fate.DECLINED);
        var busy = withFate(Fate.BUSY);

        assertThat(charge(declined, declined).statusCode()).isEqualTo(402);
        assertThat(charge(busy, busy).statusCode()).isEqualTo(503);
        assertThat(gateway.charges()).isZero();
    }

    @Test
    void answersGarbageAfterTheChargeIsBooked() throws Exception {
        var order = withFate(Fate.GARBLED);

        assertThat(charge(order, order).body()).doesNotContain("}");
        assertThat(gateway.charges()).isEqualTo(1);
    }

    private static String withFate(Fate fate) {
        return IntStream.range(0, 100_000)
                .mapToObj(number -> "order-" + number)
                .filter(order -> FateLogic.fate(order, 1) == fate && FateLogic.fate(order, 2) != Fate.SLOW)
                .filter(order -> fate != Fate.CHARGED || FateLogic.fate(order, 2) == Fate.CHARGED)
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> charge(String order, String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(gateway.address())
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString("{\"order\":\"" + order + "\",\"amountCents\":100}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
