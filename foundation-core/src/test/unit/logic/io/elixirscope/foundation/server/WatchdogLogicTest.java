package io.elixirscope.foundation.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WatchdogLogicTest {
    private static StackTraceElement[] top(String type) {
        return new StackTraceElement[] {
            new StackTraceElement(type, "m", "F.java", 1), new StackTraceElement("shop.Till", "sell", "Till.java", 7)
        };
    }

    @ParameterizedTest
    @CsvSource({"shop.Till, true", "java.lang.VirtualThread, false", "jdk.internal.vm.Continuation, false"})
    void runsUnlessItWaitsForAProcessor(String type, boolean runs) {
        assertThat(WatchdogLogic.runs(Thread.State.RUNNABLE, top(type))).isEqualTo(runs);
    }

    @ParameterizedTest
    @EnumSource(
            value = Thread.State.class,
            names = {"RUNNABLE"},
            mode = EnumSource.Mode.EXCLUDE)
    void doesNotRunInAnyOtherState(Thread.State state) {
        assertThat(WatchdogLogic.runs(state, top("shop.Till"))).isFalse();
    }

    @Test
    void doesNotRunBeforeItsFirstCallOrAfterItsLast() {
        assertThat(WatchdogLogic.runs(Thread.State.RUNNABLE, new StackTraceElement[0]))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 500", "1, 1000", "4, 8000", "5, 8000", "1000000, 8000"})
    void looksMoreAndMoreSeldomButNeverLessThanEveryEightSeconds(int quiet, long millis) {
        assertThat(WatchdogLogic.untilNextLook(quiet)).hasMillis(millis);
    }

    @Test
    void showsTheInnermostTwelveCalls() {
        var deep = IntStream.range(0, 40)
                .mapToObj(i -> new StackTraceElement("shop.Till", "m" + i, "Till.java", i + 1))
                .toArray(StackTraceElement[]::new);
        assertThat(WatchdogLogic.text(deep))
                .startsWith("shop.Till.m0(Till.java:1) < shop.Till.m1(Till.java:2)")
                .endsWith("shop.Till.m11(Till.java:12)");
        assertThat(WatchdogLogic.text(new StackTraceElement[0])).isEmpty();
    }
}
