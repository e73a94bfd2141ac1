package io.elixirscope.foundation.examples.orders.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.examples.orders.lines.Fields;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderLogicTest {

    private static final OrdersConfig.Orders LIMITS = new OrdersConfig.Orders(100, 5);

    static Order order(String sku, int count) {
        return new Order("order-1", "c0ffee", "c1", sku, count, 250);
    }

    static Event event(OrderStep step, String type, Fields data) {
        return Event.builder(step.eventId("order-1"), "urn:example:orders", type, Instant.EPOCH)
                .subject("order-1")
                .correlationId("c0ffee")
                .data(data.toValue())
                .buildOrThrow();
    }

    @Nested
    class Accept {
        @Test
        void takesAnOrderThatBreaksNoRule() {
            assertThat(IntakeLogic.refusal(order("anvil", 2), false, 4, LIMITS)).isEmpty();
        }

        @Test
        void namesEveryRuleThatIsBroken() {
            assertThat(IntakeLogic.refusal(order("unicorn", 0), false, 0, LIMITS))
                    .hasValueSatisfying(error ->
                            assertThat(error.message()).contains("unicorn").contains("count must be 1 to 10, was 0"));
        }

        @Test
        void takesNoMoreThanMayBeOpen() {
            assertThat(IntakeLogic.refusal(order("anvil", 1), false, 5, LIMITS).map(FoundationError::type))
                    .contains(OrdersError.INTAKE_FULL);
        }

        @Test
        void takesNothingWhenClosed() {
            assertThat(IntakeLogic.refusal(order("anvil", 1), true, 0, LIMITS).map(FoundationError::type))
                    .contains(OrdersError.INTAKE_CLOSED);
        }
    }

    @Nested
    class Reserve {
        @Test
        void setsAsideWhatIsThereToTheLastPiece() {
            assertThat(InventoryLogic.decide(Map.of("anvil", 2L), order("anvil", 2)))
                    .isEqualTo("order.reserved");
            assertThat(InventoryLogic.decide(Map.of("anvil", 2L), order("anvil", 3)))
                    .isEqualTo("stock.missing");
            assertThat(InventoryLogic.decide(Map.of(), order("anvil", 1))).isEqualTo("stock.missing");
        }

        @Test
        void buysWhatIsFewest() {
            assertThat(InventoryLogic.scarcest(Map.of(
                            "anvil", 9L, "bellows", 8L, "chisel", 7L, "drill", 6L, "easel", 5L, "file", 4L, "gauge", 3L,
                            "hammer", 9L)))
                    .isEqualTo("gauge");
        }
    }

    @Nested
    class Charge {
        @Test
        void readsAnswersOfTheGateway() {
            assertThat(BillingLogic.read(200, "{\"charge\":\"ch-1\"}")).isEqualTo(Result.ok("ch-1"));
            assertThat(type(402, "{\"declined\":\"no cover\"}")).isEqualTo(OrdersError.PAYMENT_DECLINED);
            assertThat(type(503, "")).isEqualTo(OrdersError.GATEWAY_BUSY);
            assertThat(type(200, "<html>")).isEqualTo(OrdersError.GATEWAY_GARBLED);
            assertThat(type(200, "{\"charge\":7}")).isEqualTo(OrdersError.GATEWAY_GARBLED);
            assertThat(type(500, "x".repeat(10_000))).isEqualTo(OrdersError.GATEWAY_GARBLED);
        }

        @Test
        void repeatsEverythingButARefusal() {
            assertThat(OrdersError.PAYMENT_DECLINED.retry()).isInstanceOf(RetryStrategy.None.class);
            assertThat(OrdersError.GATEWAY_LOST.retry().retryable()).isTrue();
            assertThat(OrdersError.GATEWAY_SLOW.retry().retryable()).isTrue();
            assertThat(OrdersError.GATEWAY_GARBLED.retry().retryable()).isTrue();
            assertThat(OrdersError.GATEWAY_BUSY.retry().retryable()).isTrue();
        }

        private static Object type(int status, String body) {
            return ((Result.Err<String>) BillingLogic.read(status, body))
                    .error()
                    .type();
        }
    }

    @Nested
    class End {
        @Test
        void followsFromTheStepBefore() {
            assertThat(NotifierLogic.end(event(OrderStep.CHARGED, "payment.charged", Fields.none()))
                            .type())
                    .isEqualTo("order.completed");
            assertThat(NotifierLogic.end(event(OrderStep.CHARGED, "payment.declined", Fields.none()))
                            .type())
                    .isEqualTo("order.rejected");
            assertThat(NotifierLogic.end(event(OrderStep.RESERVED, "stock.missing", Fields.none()))
                            .type())
                    .isEqualTo("order.rejected");
        }

        @Test
        void doesNotComeBeforeTheOrderIsPaid() {
            var reserved = event(OrderStep.RESERVED, "order.reserved", Fields.none());

            assertThatThrownBy(() -> NotifierLogic.end(reserved)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Book {
        @Test
        void rebuildsStockAndOpenOrdersFromEvents() {
            var book = new OrderBook();
            var goods = Fields.none().with("sku", "anvil").with("count", 2);
            book.apply(event(OrderStep.FINAL, OrderBook.DELIVERED, goods.with("count", 10)));
            book.apply(event(
                    OrderStep.ACCEPTED, "order.accepted", order("anvil", 2).fields()));
            book.apply(event(OrderStep.RESERVED, "order.reserved", goods));

            assertThat(book.stock()).containsEntry("anvil", 8L);
            assertThat(book.open()).singleElement().satisfies(open -> {
                assertThat(open.order()).isEqualTo(order("anvil", 2));
                assertThat(open.last().type()).isEqualTo("order.reserved");
            });

            book.apply(event(OrderStep.CHARGED, "payment.charged", Fields.none()));
            book.apply(event(OrderStep.FINAL, "order.completed", Fields.none()));

            assertThat(book.open()).isEmpty();
            assertThat(book.accepted()).isEqualTo(1);
            assertThat(book.completed()).isEqualTo(1);
        }

        @Test
        void givesEveryStepAnIdOfItsOwn() {
            var ids = new HashSet<String>();
            for (var step : OrderStep.values()) {
                ids.add(step.eventId("order-1"));
            }

            assertThat(ids)
                    .containsExactlyInAnyOrder(
                            "order-1-accepted", "order-1-reserved", "order-1-charged", "order-1-final");
        }
    }
}
