package io.elixirscope.foundation.event;

import static io.elixirscope.foundation.event.EventQuery.Operator.EQ;
import static io.elixirscope.foundation.event.EventQuery.Operator.GE;
import static io.elixirscope.foundation.event.EventQuery.Operator.GT;
import static io.elixirscope.foundation.event.EventQuery.Operator.LE;
import static io.elixirscope.foundation.event.EventQuery.Operator.LT;
import static io.elixirscope.foundation.event.EventQuery.Operator.NE;
import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.event.EventQuery.Operator;
import io.elixirscope.foundation.value.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class EventQueryLogicTest {
    private static Set<Operator> holding(Value actual, Value wanted) {
        EnumSet<Operator> holding = EnumSet.noneOf(Operator.class);
        for (Operator operator : Operator.values()) {
            if (EventQueryLogic.holds(actual, operator, wanted)) {
                holding.add(operator);
            }
        }
        return holding;
    }

    @Nested
    class Holds {
        @Test
        void comparesNumbersWhateverTheirKind() {
            assertThat(holding(Value.of(3), Value.of(4))).containsExactlyInAnyOrder(NE, LT, LE);
            assertThat(holding(Value.of(4L), Value.of(4.0))).containsExactlyInAnyOrder(EQ, LE, GE);
            assertThat(holding(Value.of(new BigDecimal("4.00")), Value.of(4))).containsExactlyInAnyOrder(EQ, LE, GE);
            assertThat(holding(Value.of(0.1), Value.of(new BigDecimal("0.1")))).containsExactlyInAnyOrder(NE, GT, GE);
            assertThat(holding(Value.of(Long.MAX_VALUE), Value.of((double) Long.MAX_VALUE)))
                    .containsExactlyInAnyOrder(NE, LT, LE);
        }

        @Test
        void ordersInfinitiesAndNothingElseThatIsNoNumber() {
            Value infinite = Value.of(Double.POSITIVE_INFINITY);
            assertThat(holding(infinite, Value.of(Long.MAX_VALUE))).containsExactlyInAnyOrder(NE, GT, GE);
            assertThat(holding(Value.of(1), infinite)).containsExactlyInAnyOrder(NE, LT, LE);
            assertThat(holding(infinite, infinite)).containsExactlyInAnyOrder(EQ, LE, GE);
            assertThat(holding(Value.of(Double.NaN), Value.of(1))).containsExactly(NE);
            assertThat(holding(infinite, Value.of("1"))).containsExactly(NE);
        }

        @Test
        void comparesTextsAndInstants() {
            assertThat(holding(Value.of("a"), Value.of("b"))).containsExactlyInAnyOrder(NE, LT, LE);
            assertThat(holding(Value.of(Instant.EPOCH), Value.of(Instant.EPOCH.plusNanos(1))))
                    .containsExactlyInAnyOrder(NE, LT, LE);
        }

        @Test
        void comparesAllElseByEqualityAlone() {
            assertThat(holding(Value.of(true), Value.of(true))).containsExactly(EQ);
            assertThat(holding(Value.of(true), Value.of(false))).containsExactly(NE);
            assertThat(holding(Value.of("1"), Value.of(1))).containsExactly(NE);
            assertThat(holding(Value.ofNull(), Value.ofNull())).containsExactly(EQ);
            assertThat(holding(Value.list(Value.of(1)), Value.list(Value.of(1))))
                    .containsExactly(EQ);
        }
    }

    @Nested
    class At {
        private final Value data = Value.map(Map.of(
                "a", Value.map(Map.of("b", Value.list(Value.of("x"), Value.map(Map.of("c", Value.of(7)))))),
                "dotted.name", Value.of("whole"),
                "", Value.of("empty")));

        @Test
        void followsNamesAndIndexes() {
            assertThat(EventQueryLogic.at(data, "a.b.0")).isEqualTo(Value.of("x"));
            assertThat(EventQueryLogic.at(data, "a.b.1.c")).isEqualTo(Value.of(7));
            assertThat(EventQueryLogic.at(data, "")).isSameAs(data);
        }

        @Test
        void findsNamesWithDots() {
            assertThat(EventQueryLogic.at(data, "dotted.name")).isEqualTo(Value.of("whole"));
        }

        @Test
        void findsNothingWhereNothingIs() {
            assertThat(EventQueryLogic.at(data, "a.b.2")).isNull();
            assertThat(EventQueryLogic.at(data, "a.b.-1")).isNull();
            assertThat(EventQueryLogic.at(data, "a.b.99999999999999")).isNull();
            assertThat(EventQueryLogic.at(data, "a.b.x")).isNull();
            assertThat(EventQueryLogic.at(data, "a.b.0.c")).isNull();
            assertThat(EventQueryLogic.at(data, "nobody")).isNull();
        }
    }

    @Nested
    class Matches {
        private final Event event = EventTest.full().buildOrThrow();

        private boolean matches(EventQuery.Builder query) {
            return query.build().matches(event);
        }

        @Test
        void anEventThatMeetsEveryCondition() {
            assertThat(matches(EventQuery.builder())).isTrue();
            assertThat(matches(EventQuery.builder()
                            .type("git.commit")
                            .type("other")
                            .correlationId("corr")
                            .causeId("cause")
                            .source("git:a/b")
                            .subject("père/🦜")
                            .node("node")
                            .from(event.time())
                            .to(event.time().plusNanos(1))
                            .where("k", EQ, Value.of("v"))))
                    .isTrue();
        }

        @Test
        void noEventThatMissesOne() {
            assertThat(matches(EventQuery.builder().type("git"))).isFalse();
            assertThat(matches(EventQuery.builder().correlationId("x"))).isFalse();
            assertThat(matches(EventQuery.builder().causeId("x"))).isFalse();
            assertThat(matches(EventQuery.builder().source("x"))).isFalse();
            assertThat(matches(EventQuery.builder().subject("x"))).isFalse();
            assertThat(matches(EventQuery.builder().node("x"))).isFalse();
            assertThat(matches(EventQuery.builder().from(event.time().plusNanos(1))))
                    .isFalse();
            assertThat(matches(EventQuery.builder().to(event.time()))).isFalse();
            assertThat(matches(EventQuery.builder().where("k", EQ, Value.of("w"))))
                    .isFalse();
            assertThat(matches(EventQuery.builder().where("nobody", NE, Value.of("w"))))
                    .isFalse();
        }
    }
}
