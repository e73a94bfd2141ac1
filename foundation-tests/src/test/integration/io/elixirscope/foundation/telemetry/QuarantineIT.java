package io.elixirscope.foundation.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.TelemetryHealth;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QuarantineIT {
    private final ManualClock clock = new ManualClock();
    private final Timers timers = new Timers(clock.scheduler(), "timers");
    private final Telemetry telemetry = new Telemetry(clock.scheduler(), timers);
    private final TelemetryEvent event = telemetry.event("shop.stored", MeasurementUnit.COUNT);
    private final List<Emission> told = new ArrayList<>();
    private boolean broken = true;
    private int calls;

    @AfterEach
    void close() {
        timers.close();
    }

    private void fragile(Emission emission) {
        calls++;
        if (broken) {
            throw new IllegalStateException("broken at " + emission.value());
        }
    }

    private HandlerStatus status() {
        return telemetry.handlers().getFirst();
    }

    @Nested
    class Throwing {

        @Test
        void harmsNeitherTheEmitterNorOtherHandlers() {
            telemetry.attach("fragile", "shop.stored", QuarantineIT.this::fragile);
            telemetry.attach("sound", "shop.stored", told::add);
            assertThatCode(() -> event.emit(1)).doesNotThrowAnyException();
            event.emit(2);
            assertThat(told).extracting(Emission::value).containsExactly(1L, 2L);
            assertThat(calls).isEqualTo(1);
        }

        @Test
        void isToldWithTheFailure() {
            telemetry.attach("fragile", "shop.stored", QuarantineIT.this::fragile);
            telemetry.attach("watch", "elixir_scope.telemetry.handler_quarantined", told::add);
            event.emit(7);
            assertThat(told).singleElement().satisfies(emission -> {
                assertThat(emission.attribute("handler")).isEqualTo("fragile");
                assertThat(emission.attribute("event")).isEqualTo("shop.stored");
                assertThat(emission.attribute("failure")).isEqualTo("java.lang.IllegalStateException: broken at 7");
                assertThat(emission.attribute("retry_nanos")).isEqualTo(1_000_000_000L);
            });
        }

        @Test
        void anErrorOfTheMachineIsAFailureLikeAnyOther() {
            telemetry.attach("deep", "shop.stored", emission -> {
                throw new StackOverflowError();
            });
            assertThatCode(() -> event.emit(1)).doesNotThrowAnyException();
            assertThat(status().state()).isEqualTo(HandlerState.QUARANTINED);
            assertThat(status().failures()).isEqualTo(1);
        }

        @Test
        void whileBeingToldOfAFailureQuarantinesThatHandlerToo() {
            telemetry.attach("fragile", "shop.stored", QuarantineIT.this::fragile);
            telemetry.attach("watch", "elixir_scope.telemetry.*", emission -> {
                throw new IllegalStateException("also");
            });
            event.emit(1);
            assertThat(telemetry.handlers()).extracting(HandlerStatus::state).containsOnly(HandlerState.QUARANTINED);
        }
    }

    @Nested
    class Retry {

        @Test
        void comesAfterOneSecondAndDoublesToAMinute() {
            telemetry.attach("fragile", "shop.stored", QuarantineIT.this::fragile);
            for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
                event.emit(1);
                assertThat(status().retryAfter()).contains(Duration.ofSeconds(seconds));
                assertThat(event.enabled()).isFalse();
                clock.advance(Duration.ofSeconds(seconds).minusNanos(1));
                assertThat(event.enabled()).isFalse();
                clock.advance(Duration.ofNanos(1));
                assertThat(event.enabled()).as("after %d s", seconds).isTrue();
            }
            assertThat(status().failures()).isEqualTo(8);
            assertThat(status().quarantines()).isEqualTo(8);
        }

        @Test
        void beginsAtOneSecondAgainAfterHavingWorked() {
            telemetry.attach("fragile", "shop.stored", QuarantineIT.this::fragile);
            event.emit(1);
            clock.advance(Duration.ofSeconds(1));
            event.emit(1);
            clock.advance(Duration.ofSeconds(2));
            broken = false;
            event.emit(1);
            clock.advance(Duration.ofSeconds(3));
            broken = true;
            event.emit(1);
            assertThat(status().retryAfter()).contains(Duration.ofSeconds(1));
            assertThat(calls).isEqualTo(4);
        }

        @Test
        void doesNotBringBackAHandlerThatWasDetached() {
            telemetry.attach("fragile", "shop.stored", QuarantineIT.this::fragile);
            event.emit(1);
            assertThat(telemetry.detach("fragile")).isTrue();
            clock.advance(Duration.ofSeconds(5));
            event.emit(1);
            assertThat(calls).isEqualTo(1);
            assertThat(telemetry.handlers()).isEmpty();
        }

        @Test
        void happensOnALookAtTheHandlersWhenTheTimersAreClosed() {
            telemetry.attach("fragile", "shop.stored", QuarantineIT.this::fragile);
            timers.close();
            event.emit(1);
            clock.advance(Duration.ofSeconds(1));
            assertThat(event.enabled()).isFalse();
            assertThat(status().state()).isEqualTo(HandlerState.ATTACHED);
            assertThat(event.enabled()).isTrue();
        }
    }

    @Nested
    class Health {

        @Test
        void isDegradedWhileAHandlerIsQuarantined() {
            var check = new TelemetryHealth(telemetry);
            telemetry.attach("fragile", "shop.stored", QuarantineIT.this::fragile);
            assertThat(check.check().status()).isEqualTo(HealthStatus.HEALTHY);
            event.emit(1);
            assertThat(check.check().status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(check.check().reasons()).singleElement().asString().contains("fragile", "broken at 1");
            clock.advance(Duration.ofSeconds(1));
            assertThat(check.check().status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Nested
    class Slow {

        @Test
        void callsAreCountedAndToldAtMostOnceASecond() {
            telemetry.attach("slow", "shop.stored", emission -> clock.jump(Duration.ofMillis(emission.value())));
            telemetry.attach("watch", "elixir_scope.telemetry.handler_slow", told::add);
            event.emit(10);
            assertThat(told).isEmpty();
            event.emit(11);
            event.emit(300);
            event.emit(20);
            event.emit(680);
            event.emit(12);
            assertThat(status().slowCalls()).isEqualTo(5);
            assertThat(told).extracting(Emission::value).containsExactly(11_000_000L, 680_000_000L);
            assertThat(told).extracting(emission -> emission.attribute("calls")).containsExactly(1L, 3L);
            assertThat(told.getFirst().attribute("handler")).isEqualTo("slow");
        }

        @Test
        void isNotPutDownToTheHandlerBehind() {
            telemetry.attach("slow", "shop.stored", emission -> clock.jump(Duration.ofSeconds(1)));
            telemetry.attach("quick", "shop.stored", emission -> {});
            event.emit(1);
            assertThat(telemetry.handlers())
                    .extracting(HandlerStatus::slowCalls)
                    .containsExactly(1L, 0L);
        }

        @Test
        void isNotMeasuredForPromptHandlers() {
            PromptHandler prompt = emission -> clock.jump(Duration.ofSeconds(1));
            telemetry.attach("prompt", "shop.stored", prompt);
            telemetry.attach("quick", "shop.stored", emission -> {});
            event.emit(1);
            assertThat(telemetry.handlers())
                    .extracting(HandlerStatus::slowCalls)
                    .containsOnly(0L);
        }
    }
}
