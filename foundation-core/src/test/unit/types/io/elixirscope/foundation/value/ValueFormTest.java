package io.elixirscope.foundation.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.value.ValueForm.Reading;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class ValueFormTest {
    enum Size {
        SMALL,
        LARGE
    }

    sealed interface Payment {
        record Card(String number) implements Payment {}

        record Cash() implements Payment {}
    }

    record Line(String sku, int count) {
        Line {
            if (count < 1) {
                throw new IllegalArgumentException("count must be >= 1, was " + count);
            }
        }
    }

    record Everything(
            boolean truth,
            byte small,
            short medium,
            int number,
            long large,
            float single,
            double precise,
            BigDecimal exact,
            BigInteger huge,
            String text,
            Size size,
            UUID uuid,
            URI uri,
            Instant instant,
            Duration duration,
            LocalDate date,
            List<Line> lines,
            Set<String> tags,
            Map<Size, Long> stock,
            Map<String, Line> byName,
            Optional<String> some,
            Optional<Line> none,
            @Nullable String absent,
            Payment payment,
            Value value) {}

    record Tree(String name, List<Tree> children) {}

    private static Everything everything() {
        return new Everything(
                true,
                (byte) -1,
                (short) 300,
                -7,
                Long.MIN_VALUE,
                1.5f,
                Double.NaN,
                new BigDecimal("1.50"),
                BigInteger.TWO.pow(100),
                "père 🦜",
                Size.LARGE,
                new UUID(1, 2),
                URI.create("urn:x"),
                Instant.parse("2026-01-01T00:00:00.000000001Z"),
                Duration.ofMillis(1500),
                LocalDate.of(2026, 1, 31),
                List.of(new Line("a", 1), new Line("b", 2)),
                Set.of("t"),
                Map.of(Size.SMALL, 3L),
                Map.of("x", new Line("c", 3)),
                Optional.of("here"),
                Optional.empty(),
                null,
                new Payment.Card("4711"),
                Value.ofNull());
    }

    private static <T> T read(Class<T> type, Value value) {
        return switch (ValueForm.of(type).read(value)) {
            case Reading.Read<T>(T object) -> object;
            case Reading.Mismatch<T>(var problems) -> throw new AssertionError(problems);
        };
    }

    private static <T> List<String> problems(Class<T> type, Value value) {
        return switch (ValueForm.of(type).read(value)) {
            case Reading.Read<T>(T object) -> throw new AssertionError("read " + object);
            case Reading.Mismatch<T>(var problems) -> problems;
        };
    }

    @Test
    void givesBackEveryTypeItWrites() {
        Everything all = everything();
        Value written = ValueForm.of(Everything.class).write(all);
        assertThat(read(Everything.class, written)).isEqualTo(all);
    }

    @Test
    void givesBackWhatWentThroughJson() {
        Everything all = everything();
        String json = JsonText.write(ValueForm.of(Everything.class).write(all));
        if (!(JsonText.read(json, ValueLimits.DEFAULT) instanceof JsonReading.Parsed(Value value))) {
            throw new AssertionError(json);
        }
        assertThat(read(Everything.class, value)).isEqualTo(all);
    }

    @Test
    void writesARecordAsAMapWithoutWhatIsNotThere() {
        record Small(String name, Optional<Integer> count) {}
        assertThat(ValueForm.of(Small.class).write(new Small("n", Optional.empty())))
                .isEqualTo(Value.map(Map.of("name", Value.of("n"))));
    }

    @Test
    void saysWhichOfSealedRecordsItIs() {
        Value cash = ValueForm.of(Payment.class).write(new Payment.Cash());
        assertThat(cash).isEqualTo(Value.map(Map.of("type", Value.of("Cash"))));
        assertThat(read(Payment.class, cash)).isEqualTo(new Payment.Cash());
        assertThat(problems(Payment.class, Value.map(Map.of("type", Value.of("Cheque")))))
                .containsExactly("type must be one of [Card, Cash], was \"Cheque\"");
    }

    @Test
    void takesARecordThatContainsItself() {
        Tree tree = new Tree("root", List.of(new Tree("leaf", List.of())));
        assertThat(read(Tree.class, ValueForm.of(Tree.class).write(tree))).isEqualTo(tree);
    }

    @Nested
    class Reads {
        @Test
        void tellsEveryProblemWithItsPath() {
            record Order(String id, int count, List<Line> lines, Size size) {}
            Value line = Value.map(Map.of("sku", Value.of(1), "count", Value.of(0)));
            Value given =
                    Value.map(Map.of("count", Value.of(1L << 40), "lines", Value.list(line), "size", Value.of("HUGE")));
            assertThat(problems(Order.class, given))
                    .containsExactly(
                            "id is missing",
                            "count must be a whole number of -2147483648 to 2147483647, was 1099511627776",
                            "lines.0.sku must be text, was 1",
                            "size must be one of [SMALL, LARGE], was \"HUGE\"");
        }

        @Test
        void tellsWhatTheConstructorRefuses() {
            Value line = Value.map(Map.of("sku", Value.of("a"), "count", Value.of(0)));
            assertThat(problems(Line.class, line))
                    .containsExactly("the data is refused by Line: count must be >= 1, was 0");
        }

        @Test
        void passesOverFieldsItDoesNotKnow() {
            Value more = Value.map(Map.of("sku", Value.of("a"), "count", Value.of(1), "new", Value.of(true)));
            assertThat(read(Line.class, more)).isEqualTo(new Line("a", 1));
        }

        @Test
        void boundsWhatItTells() {
            List<Value> wrong = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                wrong.add(Value.of(i));
            }
            Value tree = Value.map(Map.of("name", Value.of("n"), "children", Value.list(wrong)));
            assertThat(problems(Tree.class, tree)).hasSize(64);
        }

        @Test
        void neverThrowsForAnyValue() {
            List<Value> odd = List.of(
                    Value.ofNull(),
                    Value.of(true),
                    Value.of(-1),
                    Value.of(0.5),
                    Value.of("x"),
                    Value.of(new byte[3]),
                    Value.of(Instant.EPOCH),
                    Value.list(Value.of(1)),
                    Value.map(Map.of("a", Value.of(1))));
            for (Value value : odd) {
                Map<String, Value> fields = new LinkedHashMap<>();
                for (var component : Everything.class.getRecordComponents()) {
                    fields.put(component.getName(), value);
                }
                assertThat(problems(Everything.class, Value.map(fields))).isNotEmpty();
            }
        }
    }

    @Nested
    class Refuses {
        @Test
        void whatHasNoForm() {
            record Odd(Thread thread) {}
            assertThatThrownBy(() -> ValueForm.of(Odd.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Odd.thread has the type java.lang.Thread")
                    .hasMessageContaining("supported are");
        }

        @Test
        void secrets() {
            record Login(String user, @Redacted String password) {}
            record Hidden(Sensitive<String> token) {}
            assertThatThrownBy(() -> ValueForm.of(Login.class)).hasMessageContaining("Login.password is a secret");
            assertThatThrownBy(() -> ValueForm.of(Hidden.class)).hasMessageContaining("Hidden.token is a secret");
        }

        @Test
        void aNullWhereNoneMayBe() {
            assertThatThrownBy(() -> ValueForm.of(Line.class).write(new Line(null, 1)))
                    .hasMessage("Line.sku must not be null");
        }

        @Test
        void anObjectThatIsNestedTooDeeply() {
            Tree tree = new Tree("leaf", List.of());
            for (int i = 0; i < 10_000; i++) {
                tree = new Tree("n", List.of(tree));
            }
            Tree deep = tree;
            assertThatThrownBy(() -> ValueForm.of(Tree.class).write(deep)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void sealedRecordsWithAComponentOfTheTagsName() {
            assertThatThrownBy(() -> ValueForm.of(Tagged.class)).hasMessageContaining("has a component type");
        }
    }

    sealed interface Tagged {
        record One(String type) implements Tagged {}
    }
}
