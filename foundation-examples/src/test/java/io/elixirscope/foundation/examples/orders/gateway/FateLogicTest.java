package io.elixirscope.foundation.examples.orders.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FateLogicTest {

    @Test
    void drawsEveryFate() {
        var fates = IntStream.range(0, 2_000)
                .mapToObj(number -> FateLogic.fate("order-" + number, 1))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fate.class)));

        assertThat(fates).containsExactlyInAnyOrder(Fate.values());
    }

    @Test
    void endsEveryTroubleWithTheThirdAttempt() {
        assertThat(IntStream.range(0, 2_000).mapToObj(number -> FateLogic.fate("order-" + number, 3)))
                .containsOnly(Fate.CHARGED, Fate.DECLINED);
    }

    @Test
    void declinesAnOrderEveryTimeOrNever() {
        for (int number = 0; number < 2_000; number++) {
            var order = "order-" + number;
            boolean declined = FateLogic.fate(order, 1) == Fate.DECLINED;

            assertThat(FateLogic.fate(order, 2) == Fate.DECLINED).isEqualTo(declined);
            assertThat(FateLogic.fate(order, 9) == Fate.DECLINED).isEqualTo(declined);
        }
    }
}
