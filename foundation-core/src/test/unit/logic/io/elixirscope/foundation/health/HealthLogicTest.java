package io.elixirscope.foundation.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.telemetry.HandlerState;
import io.elixirscope.foundation.telemetry.HandlerStatus;
import io.elixirscope.foundation.telemetry.TelemetryCounts;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HealthLogicTest {

    @Nested
    class Join {

        @Test
        void isHealthyWithoutServices() {
            assertThat(HealthLogic.join(Map.of()).status()).isEqualTo(HealthStatus.HEALTHY);
        }

        @Test
        void takesTheWorstAndNamesTheServices() {
            var services = new LinkedHashMap<String, ServiceHealth>();
            services.put("a", ServiceHealth.healthy());
            services.put("b", ServiceHealth.degraded("slow disk"));
            services.put("c", ServiceHealth.failed("gave up"));
            Health joined = HealthLogic.join(services);
            assertThat(joined.status()).isEqualTo(HealthStatus.FAILED);
            assertThat(joined.reasons()).containsExactly("b: slow disk", "c: gave up");
            assertThat(joined.services()).containsExactlyEntriesOf(services);
        }

        @Test
        void doesNotFailWhereNobodySaysSo() {
            var services = Map.of("a", ServiceHealth.degraded("x"), "b", ServiceHealth.degraded("y"));
            assertThat(HealthLogic.join(services).status()).isEqualTo(HealthStatus.DEGRADED);
        }
    }

    @Nested
    class Bounded {

        @Test
        void degradesWhoSaysNothing() {
            assertThat(HealthLogic.bounded(null).status()).isEqualTo(HealthStatus.DEGRADED);
        }

        @Test
        void keepsWhatFits() {
            ServiceHealth said = ServiceHealth.degraded("short");
            assertThat(HealthLogic.bounded(said)).isSameAs(said);
        }

        @Test
        void cutsReasonsAndSaysHowMany() {
            var many = new ServiceHealth(HealthStatus.FAILED, Collections.nCopies(20, "x".repeat(1_000)), Map.of());
            ServiceHealth bounded = HealthLogic.bounded(many);
            assertThat(bounded.status()).isEqualTo(HealthStatus.FAILED);
            assertThat(bounded.reasons()).hasSize(16).last().isEqualTo("and 5 more reasons");
            assertThat(bounded.reasons().getFirst()).hasSize(300);
        }
    }

    @Nested
    class Telemetry {
        private static final TelemetryCounts COUNTS = new TelemetryCounts(1, 2, 3, 4);

        @Test
        void isDegradedWhileAHandlerIsQuarantined() {
            var status = new HandlerStatus(
                    "h",
                    List.of("a"),
                    HandlerState.QUARANTINED,
                    3,
                    2,
                    0,
                    Optional.of("boom"),
                    Optional.of(Duration.ZERO));
            ServiceHealth health = HealthLogic.telemetry(List.of(status), COUNTS);
            assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(health.reasons()).singleElement().asString().contains("h", "3", "boom");
        }

        @Test
        void isHealthyElseAndShowsCounts() {
            var status = new HandlerStatus(
                    "h", List.of("a"), HandlerState.ATTACHED, 3, 2, 0, Optional.of("boom"), Optional.empty());
            ServiceHealth health = HealthLogic.telemetry(List.of(status), COUNTS);
            assertThat(health.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(health.details())
                    .containsEntry("malformed", Value.of(2L))
                    .containsEntry("lost", Value.of(4L));
        }
    }
}
