package io.elixirscope.foundation.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowsTest {

    @Test
    void readsSettingsFromDefaultsAndOverrides() {
        var told = ConfigFlow.run();

        assertThat(told.get(0)).isEqualTo("port 9090, timeout PT2S");
        assertThat(told.get(1)).isEqualTo("server.timeout is PT2S");
        assertThat(told.get(2)).contains("C302").contains("server.prot");
        assertThat(told.get(3)).contains("server.port").contains("server.timeout");
    }

    @Test
    void changesSettingsWholeOrNotAtAll() {
        var told = ConfigUpdateFlow.run();

        assertThat(told).startsWith("v2 by alice: load test", "batch size 50");
        assertThat(told.get(2)).contains("orders.batch-size must be >= 1, was 0");
        assertThat(told.get(3)).isEqualTo("max open is still 20");
        assertThat(told.get(4)).contains("C401").contains("orders.folder");
        assertThat(told.getLast())
                .startsWith("history: v2")
                .contains("orders.batch-size")
                .contains("orders.max-open");
    }

    @Test
    void storesEventsAndTellsWhatLedToWhat() {
        var told = EventFlow.run();

        assertThat(told).startsWith("stored one after the other: true", "again: duplicate true");
        assertThat(told.get(2)).startsWith("order.placed").contains("anvil");
        assertThat(told).endsWith("2 events, 1 beginning", "order.placed", "  order.paid");
    }

    @Test
    void tellsWhatHappenedOnTheWayToAnError() {
        var told = ErrorFlow.run();

        assertThat(told)
                .startsWith("occurred: D202", "recorded: true", "recorded again: false")
                .filteredOn(line -> line.startsWith("occurred"))
                .hasSize(1);
        assertThat(told.getLast()).contains("D202").contains("download prices").contains("parse prices");
    }

    @Test
    void restartsACrashedServerUnderTheSameAddress() {
        assertThat(RestartFlow.run())
                .containsExactly(
                        "sum 105",
                        "S402 Server counter crashed while it handled DivideBy: / by zero",
                        "view was published: true",
                        "sum 105",
                        "restarts 1");
    }
}
