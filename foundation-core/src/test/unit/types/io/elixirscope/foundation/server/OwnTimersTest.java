package io.elixirscope.foundation.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OwnTimersTest {
    private final OwnTimers timers = new OwnTimers();

    @Test
    void countWhatWasPendingAtTheEnd() {
        timers.create();
        timers.create().fire();

        assertThat(timers.close()).isEqualTo(1);
    }

    @Test
    void areNotMadeAfterTheEndWhereNobodyWouldCountThem() {
        timers.close();

        assertThat(timers.create()).isNull();
    }

    @Test
    void doNotFireAfterTheEnd() {
        var timer = timers.create();
        timers.close();

        assertThat(timer.fire()).isFalse();
    }
}
