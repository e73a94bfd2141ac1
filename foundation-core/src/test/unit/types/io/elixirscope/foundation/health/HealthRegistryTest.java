package io.elixirscope.foundation.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HealthRegistryTest {
    private final HealthRegistry registry = new HealthRegistry();

    @Nested
    class Register {

        @Test
        void refusesANameTwice() {
            registry.register("config", ServiceHealth::healthy);
            assertThatThrownBy(() -> registry.register("config", ServiceHealth::healthy))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("service must be unique, is registered: config");
        }

        @Test
        void takesANameAgainAfterUnregister() {
            registry.register("config", ServiceHealth::healthy);
            assertThat(registry.unregister("config")).isTrue();
            assertThat(registry.unregister("config")).isFalse();
            registry.register("config", () -> ServiceHealth.failed("gone"));
            assertThat(registry.health().status()).isEqualTo(HealthStatus.FAILED);
        }
    }

    @Nested
    class Ask {

        @Test
        void answersInOrderOfRegistration() {
            registry.register("b", ServiceHealth::healthy);
            registry.register("a", ServiceHealth::healthy);
            assertThat(registry.health().services().keySet()).containsExactly("b", "a");
        }

        @Test
        void degradesForACheckThatThrows() {
            registry.register("a", () -> {
                throw new StackOverflowError("deep");
            });
            registry.register("b", ServiceHealth::healthy);
            Health health = registry.health();
            assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(health.reasons()).singleElement().asString().contains("a: the health check failed", "deep");
            assertThat(health.services()).containsKey("b");
        }

        @Test
        @SuppressWarnings("NullAway") // a check from outside the null-marked world
        void degradesForACheckThatAnswersNull() {
            registry.register("a", () -> null);
            assertThat(registry.health().status()).isEqualTo(HealthStatus.DEGRADED);
        }
    }
}
