package io.elixirscope.foundation.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.time.Timers;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TelemetryIT {
    private final ManualClock clock = new ManualClock();
    private final Timers timers = new Timers(clock.scheduler(), "timers");
    private final Telemetry telemetry = new Telemetry(clock.scheduler(), timers);
    private final List<Emission> got = new ArrayList<>();

    @AfterEach
    void close() {
        timers.close();
    }

    @Nested
    class Events {

        @Test
        void areTheSameHandleForTheSameName() {
            TelemetryEvent event = telemetry.event("shop.stored", MeasurementUnit.NANOSECONDS, "type");
            assertThat(telemetry.event("shop.stored", MeasurementUnit.NANOSECONDS, "type"))
                    .isSameAs(event);
            assertThat(telemetry.eventNames()).contains("shop.stored", "elixir_scope.telemetry.dropped");
        }

        @Test
        void refuseAnotherShapeNamingBoth() {
            telemetry.event("shop.stored", MeasurementUnit.NANOSECONDS, "type");
            assertThatThrownBy(() -> telemetry.event("shop.stored", MeasurementUnit.BYTES, "kind"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("shop.stored", "NANOSECONDS [type]", "BYTES [kind]");
        }

        @Test
        void refuseOddNamesAndKeys() {
            assertThatThrownBy(() -> telemetry.event("Shop", MeasurementUnit.COUNT))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> telemetry.event("shop", MeasurementUnit.COUNT, "a", "a"))
                    .hasMessageContaining("different");
        }

        @Test
        void overflowBeyondTenThousandNames() {
            telemetry.attach("overflow", "elixir_scope.telemetry.overflow", got::add);
            int own = telemetry.eventNames().size();
            for (int i = own; i < 10_000; i++) {
                telemetry.event("n" + i, MeasurementUnit.COUNT);
            }
            assertThat(got).isEmpty();
            TelemetryEvent beyond = telemetry.event("one_more", MeasurementUnit.COUNT);
            telemetry.execute("and_more", Map.of(), Map.of());
            assertThat(beyond.name()).isEqualTo("elixir_scope.telemetry.overflow");
            assertThat(telemetry.counts().overflow()).isEqualTo(2);
            assertThat(got).extracting(emission -> emission.attribute("event")).containsExactly("one_more", "and_more");
            assertThat(telemetry.eventNames()).hasSize(10_000);
        }
    }

    @Nested
    class Emit {
        private final TelemetryEvent event = telemetry.event("shop.stored", MeasurementUnit.BYTES, "a", "b", "c", "d");

        @Test
        void reachesNobodyWhenNobodyListens() {
            assertThat(event.enabled()).isFalse();
            event.emit(1, "x");
            telemetry.attach("h", "shop.stored", got::add);
            assertThat(event.enabled()).isTrue();
            assertThat(got).isEmpty();
        }

        @Test
        void givesTheAttributesTheirKeys() {
            telemetry.attach("h", "shop.stored", got::add);
            event.emit(1);
            event.emit(2, "A");
            event.emit(3, "A", "B");
            event.emit(4, "A", null, "C");
            event.emit(5, "A", "B", "C", "D");
            assertThat(got).extracting(Emission::value).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(got.get(3).attributes()).containsExactly(Map.entry("a", "A"), Map.entry("c", "C"));
            assertThat(got.get(4).attribute("d")).isEqualTo("D");
            assertThat(got.get(4).attribute("unknown")).isNull();
            assertThat(got.get(4).measurements()).containsExactly(Map.entry("bytes", 5L));
        }

        @Test
        void leavesOutAndCountsAttributesBeyondTheKeys() {
            var dropped = new ArrayList<Emission>();
            telemetry.attach("h", "shop.stored", got::add);
            telemetry.attach("d", "elixir_scope.telemetry.dropped", dropped::add);
            event.emitAll(1, "A", "B", "C", "D", "E");
            event.emitAll(2, "A", "B", "C", "D", "E");
            assertThat(got.getFirst().attributes()).containsOnlyKeys("a", "b", "c", "d");
            assertThat(telemetry.counts().malformed()).isEqualTo(2);
            assertThat(dropped).singleElement().satisfies(emission -> {
                assertThat(emission.value()).isEqualTo(1);
                assertThat(emission.attribute("reason")).isEqualTo("malformed");
            });
        }
    }

    @Nested
    class Attach {

        @Test
        void byPrefixReachesEventsOfBeforeAndAfter() {
            TelemetryEvent before = telemetry.event("shop.before", MeasurementUnit.COUNT);
            telemetry.attach("h", "shop.*", got::add);
            TelemetryEvent after = telemetry.event("shop.after", MeasurementUnit.COUNT);
            TelemetryEvent other = telemetry.event("shopping.after", MeasurementUnit.COUNT);
            before.emit(1);
            after.emit(2);
            other.emit(3);
            assertThat(got).extracting(Emission::value).containsExactly(1L, 2L);
            assertThat(other.enabled()).isFalse();
        }

        @Test
        void byAListDeliversOnceWhateverMatches() {
            telemetry.attach("h", List.of("shop.a", "shop.*", "*"), got::add);
            telemetry.event("shop.a", MeasurementUnit.COUNT).emit(1);
            assertThat(got).hasSize(1);
        }

        @Test
        void deliversInOrderOfAttachment() {
            var order = new ArrayList<String>();
            telemetry.attach("z", "*", emission -> order.add("z"));
            telemetry.attach("a", "shop.a", emission -> order.add("a"));
            telemetry.event("shop.a", MeasurementUnit.COUNT).emit(1);
            assertThat(order).containsExactly("z", "a");
        }

        @Test
        void refusesAnIdTwiceAndOddPatterns() {
            telemetry.attach("h", "*", got::add);
            assertThatThrownBy(() -> telemetry.attach("h", "a", got::add))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("handler id must be unique, is attached: h");
            assertThatThrownBy(() -> telemetry.attach("i", "a*", got::add)).hasMessageContaining("a*");
            assertThatThrownBy(() -> telemetry.attach("i", List.of(), got::add)).hasMessageContaining(">= 1");
            assertThat(telemetry.handlers()).hasSize(1);
        }
    }

    @Nested
    class Detach {

        @Test
        void endsDeliveries() {
            TelemetryEvent event = telemetry.event("shop.a", MeasurementUnit.COUNT);
            telemetry.attach("h", "shop.*", got::add);
            assertThat(telemetry.detach("h")).isTrue();
            assertThat(telemetry.detach("h")).isFalse();
            event.emit(1);
            assertThat(event.enabled()).isFalse();
            assertThat(got).isEmpty();
        }

        @Test
        void byAttachmentLeavesALaterHandlerOfTheSameId() {
            Attachment first = telemetry.attach("h", "shop.a", got::add);
            first.close();
            telemetry.attach("h", "shop.a", got::add);
            first.close();
            telemetry.event("shop.a", MeasurementUnit.COUNT).emit(1);
            assertThat(got).hasSize(1);
        }

        @Test
        void fromInsideAHandlerSparesTheHandlersBehind() {
            telemetry.attach("first", "shop.a", emission -> telemetry.detach("second"));
            telemetry.attach("second", "shop.a", got::add);
            telemetry.event("shop.a", MeasurementUnit.COUNT).emit(1);
            assertThat(got).isEmpty();
        }
    }

    @Nested
    class Execute {

        @Test
        void makesTheEventAndTakesItsUnitFromTheMeasurement() {
            telemetry.attach("h", "shop.*", got::add);
            telemetry.execute("shop.paid", Map.of("duration", 7, "items", 2), Map.of("who", "me"));
            Emission emission = got.getFirst();
            assertThat(emission.value()).isEqualTo(7);
            assertThat(emission.event().unit()).isEqualTo(MeasurementUnit.NANOSECONDS);
            assertThat(emission.measurements()).containsKeys("duration", "items");
            assertThat(emission.attribute("who")).isEqualTo("me");
        }

        @Test
        void canBeFollowedByADeclaration() {
            telemetry.execute("shop.paid", Map.of(), Map.of());
            TelemetryEvent declared = telemetry.event("shop.paid", MeasurementUnit.BYTES, "type");
            telemetry.attach("h", "shop.paid", got::add);
            telemetry.execute("shop.paid", Map.of("bytes", 3), Map.of("other", "kept"));
            declared.emit(4, "t");
            assertThat(got).extracting(Emission::value).containsExactly(3L, 4L);
            assertThat(got.getFirst().attributes()).containsOnlyKeys("other");
            assertThat(got.getLast().attributes()).containsOnlyKeys("type");
        }

        @Test
        @SuppressWarnings("NullAway") // what code without null checks may pass
        void neverThrows() {
            telemetry.attach("h", "*", emission -> {});
            telemetry.execute(null, null, null);
            telemetry.execute("Not A Name", Map.of(), Map.of());
            telemetry.execute("shop.odd", null, null);
            telemetry.execute("shop.odd", hostile(), hostile());
            telemetry.execute("shop.odd", Map.of("count", new Odd()), Map.of());
            var metadata = new HashMap<String, Object>();
            metadata.put(null, 1);
            telemetry.execute("shop.odd", Map.of(), metadata);
            assertThat(telemetry.counts().malformed()).isEqualTo(5);
        }

        @Test
        void doesNotLookAtItsArgumentsWhenNobodyListens() {
            telemetry.event("shop.idle", MeasurementUnit.COUNT);
            telemetry.execute("shop.idle", hostile(), hostile());
            assertThat(telemetry.counts().malformed()).isZero();
        }

        @Test
        void takesTheFirstMeasurementOfAnOrderedMap() {
            telemetry.attach("h", "shop.*", got::add);
            var measurements = new LinkedHashMap<String, Number>();
            measurements.put("zeta", 9);
            measurements.put("alpha", 1);
            telemetry.execute("shop.first", measurements, Map.of());
            assertThat(got.getFirst().value()).isEqualTo(9);
        }
    }

    @Nested
    class Recursion {

        @Test
        void isBoundedByDepthCountedAndTold() {
            var dropped = new ArrayList<Emission>();
            TelemetryEvent event = telemetry.event("shop.loop", MeasurementUnit.COUNT);
            telemetry.attach("told", "elixir_scope.telemetry.dropped", dropped::add);
            telemetry.attach("loop", "shop.loop", emission -> {
                got.add(emission);
                event.emit(emission.value() + 1);
            });
            event.emit(1);
            assertThat(got).extracting(Emission::value).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
            assertThat(telemetry.counts().recursion()).isEqualTo(1);
            assertThat(dropped).singleElement().satisfies(emission -> {
                assertThat(emission.value()).isEqualTo(1);
                assertThat(emission.attribute("reason")).isEqualTo("recursion");
            });
            got.clear();
            event.emit(1);
            assertThat(got).hasSize(8);
        }

        @Test
        void ofManyHandlersIsBoundedByDeliveries() {
            var deliveries = new int[1];
            TelemetryEvent event = telemetry.event("shop.loop", MeasurementUnit.COUNT);
            for (int i = 0; i < 20; i++) {
                telemetry.attach("loop" + i, "shop.loop", emission -> {
                    deliveries[0]++;
                    event.emit(1);
                });
            }
            event.emit(1);
            assertThat(deliveries[0]).isBetween(9_000, 11_000);
            assertThat(telemetry.counts().recursion()).isPositive();
        }
    }

    private static <V> Map<String, V> hostile() {
        return new AbstractMap<>() {
            @Override
            public Set<Entry<String, V>> entrySet() {
                throw new IllegalStateException("hostile");
            }
        };
    }

    @SuppressWarnings("serial")
    private static final class Odd extends Number {
        @Override
        public int intValue() {
            throw new IllegalStateException("odd");
        }

        @Override
        public long longValue() {
            throw new IllegalStateException("odd");
        }

        @Override
        public float floatValue() {
            throw new IllegalStateException("odd");
        }

        @Override
        public double doubleValue() {
            throw new IllegalStateException("odd");
        }
    }
}
