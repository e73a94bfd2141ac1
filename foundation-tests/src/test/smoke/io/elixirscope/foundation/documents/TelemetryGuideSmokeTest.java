package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.metrics.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What docs/guides/telemetry.md shows is what compiles, and does what it says.
class TelemetryGuideSmokeTest {
    private final Document guide = Document.of("docs/guides/telemetry.md");

    @Test
    void showsTheCodeThatIsCompiled() {
        assertThat(guide.blocks("java"))
                .hasSizeGreaterThan(5)
                .containsExactlyElementsOf(ExampleCode.regions(TelemetryGuide.class));
    }

    @Test
    void itsExamplesRun() {
        try (var foundation = Foundation.builder().start().orElseThrow()) {
            var metrics = foundation.metrics();
            List<String> printed = new ArrayList<>();
            var kitchen = new TelemetryGuide.Kitchen(foundation.telemetry());
            TelemetryGuide.measureByOutcome(metrics);
            try (var attached = TelemetryGuide.printSlowDishes(foundation.telemetry(), printed::add)) {
                assertThat(attached.names()).containsExactly("kitchen.*");
                assertThat(kitchen.cook("soup").orElseThrow()).isEqualTo("soup is ready");
            }
            TelemetryGuide.seat(metrics, "garden", 4);
            TelemetryGuide.seat(metrics, "garden", -1);

            assertThat(printed).isEmpty();
            assertThat(metrics.count("kitchen.cooked")).isEqualTo(1);
            assertThat(metrics.snapshot("kitchen.dishes").orElseThrow().series())
                    .singleElement()
                    .satisfies(series -> assertThat(series.tags()).containsEntry("outcome", "ok"))
                    .satisfies(series -> assertThat(series.reading()).isEqualTo(new MetricSnapshot.Count(1)));
            assertThat(TelemetryGuide.lastHour(metrics)).isEmpty();
            assertThat(TelemetryGuide.scrape(foundation).orElseThrow())
                    .contains("\nguests_seated{room=\"garden\",} 3\n", "\nkitchen_cooked_seconds_count 1\n");
        }
    }
}
