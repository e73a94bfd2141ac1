package io.elixirscope.foundation.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExecuteLogicTest {

    @Nested
    class Value {

        @Test
        void isTheMeasurementNamedLikeTheUnit() {
            var measurements = new LinkedHashMap<String, Number>();
            measurements.put("first", 1);
            measurements.put("duration", 2);
            assertThat(ExecuteLogic.value(measurements, MeasurementUnit.NANOSECONDS))
                    .isEqualTo(2);
        }

        @Test
        void isElseTheFirst() {
            var measurements = new LinkedHashMap<String, Number>();
            measurements.put("first", 1.9);
            measurements.put("second", 2);
            assertThat(ExecuteLogic.value(measurements, MeasurementUnit.BYTES)).isEqualTo(1);
        }

        @Test
        void isElseOne() {
            assertThat(ExecuteLogic.value(Map.of(), MeasurementUnit.COUNT)).isEqualTo(1);
        }
    }

    @Nested
    class Bounds {

        @Test
        void takeNullForEmpty() {
            assertThat(ExecuteLogic.measurements(null).kept()).isEmpty();
            assertThat(ExecuteLogic.attributes(null).leftOut()).isZero();
        }

        @Test
        void leaveOutAndCountWhatHasNoKey() {
            Map<@Nullable String, Object> odd = new HashMap<>();
            odd.put(null, "value");
            odd.put("key", "value");
            @SuppressWarnings("unchecked")
            var bounded = ExecuteLogic.attributes((Map<String, Object>) (Map<?, ?>) odd);
            assertThat(bounded.kept()).containsOnlyKeys("key");
            assertThat(bounded.leftOut()).isEqualTo(1);
        }

        @Test
        void treatNullValuesAsAbsent() {
            Map<String, @Nullable Object> odd = new HashMap<>();
            odd.put("key", null);
            var bounded = ExecuteLogic.attributes(odd);
            assertThat(bounded.kept()).isEmpty();
            assertThat(bounded.leftOut()).isZero();
        }

        @Test
        void keep32EntriesAndCountTheRest() {
            var many = new HashMap<String, Object>();
            for (int i = 0; i < 100; i++) {
                many.put("key" + i, i);
            }
            var bounded = ExecuteLogic.attributes(many);
            assertThat(bounded.kept()).hasSize(32);
            assertThat(bounded.leftOut()).isEqualTo(68);
        }
    }

    @Nested
    class Units {

        @Test
        void followTheMeasurementsName() {
            assertThat(MeasurementUnit.among(java.util.List.of("x", "bytes"))).isEqualTo(MeasurementUnit.BYTES);
            assertThat(MeasurementUnit.among(java.util.List.of("x"))).isEqualTo(MeasurementUnit.COUNT);
        }
    }
}
