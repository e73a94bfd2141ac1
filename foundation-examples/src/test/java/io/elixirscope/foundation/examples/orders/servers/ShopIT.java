package io.elixirscope.foundation.examples.orders.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.examples.orders.gateway.PaymentGateway;
import io.elixirscope.foundation.examples.orders.lines.Acknowledgement;
import io.elixirscope.foundation.health.HealthStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The four servers on a real Foundation and a real gateway: every order has its four events once, whoever crashes.
class ShopIT {

    static final List<String> SERVERS = Shop.SERVERS;

    private static final String STORED = "elixir_scope.event.stored";

    @TempDir
    Path data;

    private PaymentGateway gateway;
    private Foundation foundation;
    private Shop shop;
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() throws IOException {
        gateway = PaymentGateway.start();
        start();
    }

    @AfterEach
    void close() {
        foundation.close();
        gateway.close();
    }

    @Test
    void takesAnOrderThroughFourSteps() throws Exception {
        var order = order("order-1");

        place(order);
        awaitEnd();

        assertThat(steps(order)).isEqualTo(List.of("order.accepted", "order.reserved", "payment.charged", end(order)));
        assertThat(foundation.health().status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @FieldSource("SERVERS")
    void finishesAnOrderWhoseServerCrashesInTheMiddleOfItsStep(String server) throws Exception {
        shop.crash(server, Moment.MIDWAY).orElseThrow();
        var order = order("order-of-" + server);

        place(order);
        awaitEnd();

        assertThat(steps(order)).hasSize(4).doesNotHaveDuplicates().last().isEqualTo(end(order));
        assertThat(gateway.doubleCharges()).isZero();
    }

    @ParameterizedTest
    @FieldSource("SERVERS")
    void finishesOrdersAroundACrash(String server) throws Exception {
        var first = order("order-before");
        var second = order("order-after");

        place(first);
        shop.crash(server, Moment.NOW).orElseThrow();
        place(second);
        awaitEnd();
        awaitEnd();

        assertThat(steps(first)).hasSize(4).doesNotHaveDuplicates();
        assertThat(steps(second)).hasSize(4).doesNotHaveDuplicates();
        assertThat(shop.accepted()).isEqualTo(2);
    }

    @Test
    void finishesOrdersWhenASupervisorGivesUp() throws Exception {
        var gaveUp = new LinkedBlockingQueue<Object>();
        foundation
                .telemetry()
                .attach(
                        "gave-up",
                        "elixir_scope.supervisor.gave_up",
                        emission -> gaveUp.add(emission.attribute("supervisor")));
        var order = order("order-1");
        place(order);

        shop.escalate().orElseThrow();

        assertThat(gaveUp.poll(60, TimeUnit.SECONDS)).isEqualTo("settlement");
        var second = order("order-2");
        place(second);
        while (steps(order).size() < 4 || steps(second).size() < 4) {
            awaitEnd();
        }
        assertThat(steps(order)).hasSize(4).doesNotHaveDuplicates();
        assertThat(foundation.health().status()).isNotEqualTo(HealthStatus.FAILED);
    }

    @Test
    void acknowledgesAnOrderThatIsPlacedAgainWithItsFirstPosition() {
        var order = order("order-1");

        var first = shop.place(order).orElseThrow();

        assertThat(shop.place(order)).isEqualTo(Result.ok(first));
        assertThat(shop.accepted()).isEqualTo(1);
    }

    @Test
    void goesOnWithWhatAnEarlierProcessLeft() throws Exception {
        var order = order("order-1");
        shop.crash("inventory", Moment.MIDWAY).orElseThrow();
        place(order);
        foundation.close();

        start();
        while (steps(order).size() < 4) {
            awaitEnd();
        }

        assertThat(steps(order)).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void takesNothingOnceItIsClosed() {
        shop.close().orElseThrow();

        assertThat(shop.place(order("order-1")))
                .isInstanceOfSatisfying(
                        Result.Err.class,
                        refused -> assertThat(refused.error().type()).isEqualTo(OrdersError.INTAKE_CLOSED));
    }

    private void start() {
        var made = new AtomicReference<Shop>();
        foundation = Foundation.builder()
                .config(OrdersConfig.class)
                .override("payment.gateway", gateway.address().toString())
                .dataDirectory(data)
                .supervise(services -> {
                    services.telemetry().attach("ends", STORED, emission -> {
                        var type = String.valueOf(emission.attribute("type"));
                        if (OrderStep.FINAL.types().contains(type)) {
                            ends.add(type);
                        }
                    });
                    made.set(new Shop(services));
                    return made.get().tree();
                })
                .start()
                .orElseThrow();
        shop = made.get();
    }

    private static Order order(String id) {
        return new Order(id, "correlation-" + id, "c1", "anvil", 1, 100);
    }

    /// Places an order as customers do: again where a crash has cost the answer.
    private Acknowledgement place(Order order) {
        return switch (shop.place(order)) {
            case Result.Ok<Acknowledgement>(var acknowledgement) -> acknowledgement;
            case Result.Err<Acknowledgement> _ -> shop.place(order).orElseThrow();
        };
    }

    private void awaitEnd() throws InterruptedException {
        assertThat(ends.poll(60, TimeUnit.SECONDS)).isNotNull();
    }

    private String end(Order order) {
        return NotifierLogic.end(event(order, OrderStep.CHARGED)).type();
    }

    private Event event(Order order, OrderStep step) {
        return foundation.events().get(step.eventId(order.id())).orElseThrow().event();
    }

    /// The types of an order's events, each caused by the one before.
    private List<String> steps(Order order) {
        var types = new ArrayList<String>();
        var cause = Optional.<String>empty();
        for (var step : OrderStep.values()) {
            if (foundation.events().get(step.eventId(order.id())) instanceof Result.Ok<StoredEvent>(var stored)) {
                assertThat(stored.event().causeId()).isEqualTo(cause);
                assertThat(stored.event().correlationId()).contains(order.correlationId());
                types.add(stored.event().type());
                cause = Optional.of(stored.event().id());
            }
        }
        return types;
    }
}
