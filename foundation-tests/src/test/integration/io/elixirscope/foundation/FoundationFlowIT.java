package io.elixirscope.foundation;

import static io.elixirscope.foundation.Tills.awaitEvents;
import static io.elixirscope.foundation.Tills.events;
import static io.elixirscope.foundation.Tills.shop;
import static io.elixirscope.foundation.Tills.till;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Tills.AppConfig;
import io.elixirscope.foundation.Tills.Till;
import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.Events;
import io.elixirscope.foundation.value.Value;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What flows through a Foundation by itself: the context into events and errors, crashes and changes into events.
class FoundationFlowIT {

    @Nested
    class Context {
        @Test
        void flowsFromTheCallerThroughTheServerIntoTheEvent() {
            var running = new CompletableFuture<Foundation>();
            var till = till(running);
            try (var foundation =
                    Foundation.builder().supervise(shop(till)).start().orElseThrow()) {
                running.complete(foundation);
                var context = foundation.newContext("checkout").withCorrelationId("order-77");

                long position = context.call(() -> foundation.ref(till).call(new Till.Pay("77")))
                        .orElseThrow();

                var event = events(
                                foundation,
                                EventQuery.builder().correlationId("order-77").build())
                        .getFirst();
                assertThat(event.position()).isEqualTo(position);
                assertThat(event.event().correlationId()).contains("order-77");
                assertThat(event.event().origin()).isEqualTo("till");
                assertThat(event.event().configVersion())
                        .isEqualTo(foundation.config().version());
            }
        }

        @Test
        void reachesAReturnedError() {
            var till = till(new CompletableFuture<>());
            try (var foundation =
                    Foundation.builder().supervise(shop(till)).start().orElseThrow()) {
                ErrorContext context = foundation.newContext("checkout").withCorrelationId("order-78");

                var refused = context.call(() -> foundation.ref(till).call(new Till.Refuse()));

                var trace = ((Result.Err<Long>) refused).error().operation().orElseThrow();
                assertThat(trace.correlationId()).isEqualTo("order-78");
                assertThat(trace.breadcrumbs())
                        .extracting(crumb -> crumb.operation())
                        .contains("checkout", "server message till Refuse");
            }
        }
    }

    @Nested
    class Recording {
        @Test
        void keepsACrashAndItsErrorUnderTheCallersCorrelation() {
            var till = till(new CompletableFuture<>());
            try (var foundation =
                    Foundation.builder().supervise(shop(till)).start().orElseThrow()) {
                var context = foundation.newContext("checkout").withCorrelationId("order-79");

                var crashed = context.call(() -> foundation.ref(till).call(new Till.Break()));

                var error = ((Result.Err<Long>) crashed).error();
                assertThat(error.type()).isEqualTo(FoundationErrorType.SERVER_CRASHED);
                var crash = awaitEvents(foundation, "elixir_scope.server.crashed", 1)
                        .getFirst()
                        .event();
                var occurred = awaitEvents(foundation, "elixir_scope.error.occurred", 1)
                        .getFirst()
                        .event();
                assertThat(crash.subject()).contains("till");
                assertThat(crash.correlationId()).contains("order-79");
                assertThat(crash.causeId()).contains(occurred.id());
                assertThat(occurred.correlationId()).contains("order-79");
                assertThat(occurred.data().toString()).contains("the drawer is stuck");
            }
        }

        @Test
        void namesTheEventThatLedToAnError() {
            var till = till(new CompletableFuture<>());
            try (var foundation =
                    Foundation.builder().supervise(shop(till)).start().orElseThrow()) {
                var cause = foundation.events().event("order.placed").buildOrThrow();
                foundation.events().append(cause).orElseThrow();
                var context = Events.causedBy(foundation.newContext("checkout"), cause);

                var crashed = context.call(() -> foundation.ref(till).call(new Till.Break()));

                assertThat(crashed.succeeded()).isFalse();
                assertThat(awaitEvents(foundation, "elixir_scope.error.occurred", 1)
                                .getFirst()
                                .event()
                                .causeId())
                        .contains(cause.id());
            }
        }

        @Test
        void keepsAConfigurationChange() {
            try (var foundation =
                    Foundation.builder().config(AppConfig.class).start().orElseThrow()) {
                var version = foundation
                        .config(AppConfig.class)
                        .update(change -> change.set("orders.batch-size", 50).because("load test"))
                        .orElseThrow();

                var event = awaitEvents(foundation, "elixir_scope.config.update", 2)
                        .getLast()
                        .event();
                assertThat(event.configVersion()).isEqualTo(version.number());
                assertThat(event.data().toString()).contains("load test").contains("orders.batch-size");
            }
        }

        @Test
        void countsEachTelemetryEvent() {
            try (var foundation = Foundation.builder().start().orElseThrow()) {
                foundation.events().record("something", Value.ofNull()).orElseThrow();
                foundation.events().record("something", Value.ofNull()).orElseThrow();

                assertThat(foundation.metrics().count("elixir_scope.event.stored"))
                        .isEqualTo(2);
                assertThat(foundation.metrics().reset().orElseThrow()).containsEntry("elixir_scope.event.stored", 2L);
                assertThat(foundation.metrics().count("elixir_scope.event.stored"))
                        .isZero();
            }
        }
    }
}
