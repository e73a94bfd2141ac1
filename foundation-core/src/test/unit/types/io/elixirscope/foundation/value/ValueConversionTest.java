package io.elixirscope.foundation.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueConversionTest {

    @Test
    void keepsTheShapeOfKnownTypes() {
        assertThat(Value.from(null)).isEqualTo(Value.ofNull());
        assertThat(Value.from(true)).isEqualTo(Value.of(true));
        assertThat(Value.from((short) 7)).isEqualTo(Value.of(7));
        assertThat(Value.from(1.5f)).isEqualTo(Value.of(1.5));
        assertThat(Value.from(BigInteger.TEN)).isEqualTo(Value.of(BigDecimal.TEN));
        assertThat(Value.from(Instant.EPOCH)).isEqualTo(Value.of(Instant.EPOCH));
        assertThat(Value.from(new byte[] {1})).isEqualTo(Value.of(new byte[] {1}));
        assertThat(Value.from(Optional.of("x"))).isEqualTo(Value.of("x"));
        assertThat(Value.from(Optional.empty())).isEqualTo(Value.ofNull());
        assertThat(Value.from(new int[] {1, 2})).isEqualTo(Value.list(Value.of(1), Value.of(2)));
        assertThat(Value.from(new Object[] {"a"})).isEqualTo(Value.list(Value.of("a")));
        assertThat(Value.from(Map.of(1, List.of('c')))).isEqualTo(Value.map(Map.of("1", Value.list(Value.of("c")))));
    }

    @Test
    void writesDurationsAndConstantsAsText() {
        assertThat(Value.from(Duration.ofMillis(1_500))).isEqualTo(Value.of("PT1.5S"));
        assertThat(Value.from(TimeUnit.DAYS)).isEqualTo(Value.of("DAYS"));
    }

    @Test
    void takesNumbersThatDoNotFitAsText() {
        assertThat(Value.from(new BigDecimal("1e20000"))).isEqualTo(Value.of("1E+20000"));
        assertThat(Value.from(BigInteger.ONE.shiftLeft(4_000))).isInstanceOf(Value.TextValue.class);
    }

    @Test
    void returnsValuesUntouched() {
        var value = Value.of("x".repeat(100_000));
        assertThat(Value.from(value)).isSameAs(value);
    }

    @Test
    void cutsTextsAndSaysHowMuch() {
        var cut = (Value.TextValue) Value.from("x".repeat(2_000));
        assertThat(cut.value()).hasSize(1_024 + "… (976 more)".length()).endsWith("x… (976 more)");
    }

    @Test
    void neverSplitsAPair() {
        var cut = (Value.TextValue) Value.from("x".repeat(1_023) + "😀".repeat(10));
        assertThat(cut.value()).endsWith("x… (20 more)");
    }

    @Test
    void cutsListsMapsAndDepthAndSaysHowMuch() {
        var list =
                (Value.ListValue) Value.from(IntStream.range(0, 1_000).boxed().toList());
        assertThat(list.items()).hasSizeLessThan(260).last().asString().contains("more)");
        var limits = new ValueLimits(2, 10, 300);
        assertThat(Value.from(List.of(List.of(1, 2)), limits)).isEqualTo(Value.list(Value.of("(2 items)")));
        assertThat(Value.from(Map.of("a", Map.of()), limits)).isEqualTo(Value.map(Map.of("a", Value.of("(0 fields)"))));
        var map = (Value.MapValue) Value.from(Map.of("a", 1, "b", 2, "c", 3), new ValueLimits(2, 3, 300));
        assertThat(map.fields()).hasSize(3).containsEntry("…", Value.of("(1 more)"));
    }

    @Test
    void textsShareOneBudget() {
        var texts = java.util.Collections.nCopies(100, "x".repeat(1_000));
        assertThat(JsonText.write(Value.from(texts)).length()).isLessThan(12_000);
    }

    @Test
    void boundsValuesThatAreGivenWithLimits() {
        var value = Value.list(Value.of("abcdefgh"), Value.map(Map.of("k", Value.list())), Value.of(new byte[400]));
        assertThat(JsonText.write(Value.from(value, new ValueLimits(2, 10, 12))))
                .isEqualTo("[\"abcd… (4 more)\",\"(… (9 more)\",\"(… (10 more)\"]");
    }

    @Test
    void survivesCodeThatThrows() {
        assertThat(Value.from(new Hostile())).isEqualTo(Value.of("(unreadable: java.lang.StackOverflowError)"));
        assertThat(Value.from(List.of(1, new Hostile())).toString()).contains("unreadable");
        var brokenList = new AbstractList<Object>() {
            @Override
            public Object get(int index) {
                throw new IllegalStateException("gone");
            }

            @Override
            public int size() {
                return 3;
            }
        };
        assertThat(Value.from(brokenList)).isEqualTo(Value.of("(unreadable: java.lang.IllegalStateException)"));
    }

    @Test
    void survivesAListThatHoldsItself() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        assertThat(Value.from(circle).toString()).contains("(1 items)");
    }

    private static final class Hostile {
        @Override
        public String toString() {
            return "again " + this;
        }
    }
}
