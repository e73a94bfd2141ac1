package io.elixirscope.foundation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsSnippetsSmokeTest {

    @Test
    void examplesRunInAFoundation() {
        try (var foundation = Foundation.builder().start().orElseThrow()) {
            var orders = new MetricsSnippets.Orders(foundation.metrics(), new ArrayDeque<>(List.of(1, 2)));
            orders.accept("eu", 2_000_000);
            orders.accept("eu", 4_000_000);

            assertThat(MetricsSnippets.scrape(foundation.metrics()))
                    .contains("orders_accepted_total{region=\"eu\",} 2\n")
                    .contains("orders_checkout_seconds_count 2\n")
                    .contains("orders_waiting 2\n");
        }
    }
}
