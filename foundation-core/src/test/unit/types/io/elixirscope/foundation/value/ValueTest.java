package io.elixirscope.foundation.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ValueTest {

    @Nested
    class Immutability {
        @Test
        void aListDoesNotChangeWithItsSource() {
            var source = new ArrayList<>(List.of(Value.of(1)));
            var list = new Value.ListValue(source);
            source.add(Value.of(2));
            assertThat(list.items()).containsExactly(Value.of(1));
            assertThatThrownBy(() -> list.items().add(Value.ofNull()))
                    .isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void aMapKeepsItsOrderAndDoesNotChangeWithItsSource() {
            var source = new LinkedHashMap<>(Map.of("z", Value.of(1)));
            source.put("a", Value.of(2));
            var map = new Value.MapValue(source);
            source.clear();
            assertThat(map.fields().keySet()).containsExactly("z", "a");
            assertThat(map.fields().get("a")).isEqualTo(Value.of(2));
            assertThat(map.fields().containsKey("b")).isFalse();
            assertThatThrownBy(() -> map.fields().entrySet().iterator().next().setValue(Value.ofNull()))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> map.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void bytesAreCopiedOnTheirWayInAndOut() {
            byte[] source = {1, 2, 3};
            var bytes = new Value.BytesValue(source);
            source[0] = 9;
            bytes.value()[1] = 9;
            assertThat(bytes.value()).containsExactly(1, 2, 3);
            assertThat(bytes).isEqualTo(Value.of(new byte[] {1, 2, 3})).hasToString("BytesValue[3 bytes: 010203]");
            assertThat(bytes.hashCode())
                    .isEqualTo(Value.of(new byte[] {1, 2, 3}).hashCode());
        }
    }

    @Nested
    class Equality {
        @Test
        void variantsOfTheSameNumberDiffer() {
            assertThat(Value.of(1)).isNotEqualTo(Value.of(BigDecimal.ONE)).isNotEqualTo(Value.of(1.0));
            assertThat(Value.of(new BigDecimal("1.0"))).isNotEqualTo(Value.of(new BigDecimal("1.00")));
        }

        @Test
        void theOrderOfFieldsDoesNotMatter() {
            var one = new LinkedHashMap<String, Value>();
            one.put("a", Value.of(1));
            one.put("b", Value.of(2));
            var other = new LinkedHashMap<String, Value>();
            other.put("b", Value.of(2));
            other.put("a", Value.of(1));
            assertThat(Value.map(one)).isEqualTo(Value.map(other)).hasSameHashCodeAs(Value.map(other));
        }
    }

    @Nested
    class Bounds {
        @Test
        void acceptsTheDeepestTreeAndRefusesOneLevelMore() {
            var tree = tower(Value.MAX_DEPTH);
            assertThat(tree).isEqualTo(tower(Value.MAX_DEPTH)).hasSameHashCodeAs(tower(Value.MAX_DEPTH));
            assertThat(tree.toString()).startsWith("MapValue[");
            assertThatThrownBy(() -> Value.list(tree)).hasMessage("depth must be <= 256 levels, was 257");
            assertThatThrownBy(() -> Value.map(Map.of("k", tree))).hasMessage("depth must be <= 256 levels, was 257");
        }

        private static Value tower(int levels) {
            var tree = Value.ofNull();
            for (int level = 1; level < levels; level++) {
                tree = level % 2 == 0 ? Value.list(tree) : Value.map(Map.of("k", tree));
            }
            return tree;
        }

        @Test
        void refusesDecimalsThatWouldBlowUp() {
            assertThatThrownBy(() -> Value.of(new BigDecimal("1e10001")))
                    .hasMessage("decimal must have a scale of -10000 to 10000, had -10001");
            assertThatThrownBy(() -> Value.of(new BigDecimal("9".repeat(1_000))))
                    .hasMessage("decimal must have <= 3300 bits unscaled, had 3322");
        }

        @Test
        void replacesUnpairedSurrogates() {
            assertThat(Value.of("a\uD83Db\uDE00\uD83D")).isEqualTo(Value.of("a\uFFFDb\uFFFD\uFFFD"));
            assertThat(Value.of("😀")).isEqualTo(new Value.TextValue("😀"));
            assertThat(((Value.MapValue) Value.map(Map.of("\uDE00", Value.ofNull()))).fields())
                    .containsOnlyKeys("\uFFFD");
        }

        @Test
        void refusesNamesThatBecomeOneWhenMended() {
            var fields = Map.of("\uDE00", Value.ofNull(), "\uDE01", Value.ofNull());
            assertThatThrownBy(() -> Value.map(fields)).hasMessageContaining("field names must differ");
        }

        @Test
        void limitsNameTheRuleAndTheValue() {
            assertThatThrownBy(() -> new ValueLimits(0, 1, 1)).hasMessage("maxDepth must be 1 to 256, was 0");
            assertThatThrownBy(() -> new ValueLimits(257, 1, 1)).hasMessage("maxDepth must be 1 to 256, was 257");
            assertThatThrownBy(() -> new ValueLimits(1, 0, 1)).hasMessage("maxItems must be >= 1, was 0");
            assertThatThrownBy(() -> new ValueLimits(1, 1, -1)).hasMessage("maxBytes must be >= 1, was -1");
        }
    }
}
