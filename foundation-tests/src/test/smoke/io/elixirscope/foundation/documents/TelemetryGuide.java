package io.elixirscope.foundation.documents;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.metrics.JvmMetrics;
import io.elixirscope.foundation.metrics.MetricSnapshot;
import io.elixirscope.foundation.metrics.Metrics;
import io.elixirscope.foundation.metrics.PrometheusText;
import io.elixirscope.foundation.metrics.Retention;
import io.elixirscope.foundation.telemetry.Attachment;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.telemetry.TelemetryEvent;
import java.util.List;
import java.util.function.Consumer;

/// The examples of docs/guides/telemetry.md; `TelemetryGuideSmokeTest` runs them.
final class TelemetryGuide {

    private TelemetryGuide() {}

    // @start region="event"
    static final class Kitchen {
        private final Telemetry telemetry;
        private final TelemetryEvent cooked;

        Kitchen(Telemetry telemetry) {
            this.telemetry = telemetry;
            this.cooked = telemetry.event("kitchen.cooked", MeasurementUnit.NANOSECONDS, "dish", "outcome");
        }

        Result<String> cook(String dish) {
            return telemetry.span(cooked, () -> Result.ok(dish + " is ready"));
        }
    }
    // @end region="event"

    // @start region="handler"
    static Attachment printSlowDishes(Telemetry telemetry, Consumer<String> printer) {
        return telemetry.attach("slow-dishes", "kitchen.*", emission -> {
            if (emission.value() > 1_000_000_000) {
                printer.accept("slow: " + emission);
            }
        });
    }
    // @end region="handler"

    // @start region="metrics"
    static void measureByOutcome(Metrics metrics) {
        metrics.from("kitchen.cooked", MeasurementUnit.NANOSECONDS)
                .counter("kitchen.dishes", "outcome")
                .where(emission -> "error".equals(emission.attribute("outcome")))
                .summary("kitchen.time_of_failures");
    }
    // @end region="metrics"

    // @start region="direct"
    static void seat(Metrics metrics, String room, int guests) {
        metrics.upDownCounter("guests.seated", "room").with(room).add(guests);
    }
    // @end region="direct"

    // @start region="past"
    static List<MetricSnapshot.Point> lastHour(Metrics metrics) {
        metrics.retain(new Retention(6, 59, 10 << 20));
        return metrics.history("kitchen.cooked");
    }
    // @end region="past"

    // @start region="scrape"
    static Result<String> scrape(Foundation foundation) {
        return JvmMetrics.observe(foundation.metrics())
                .map(_ -> PrometheusText.of(foundation.metrics().snapshot()));
    }
    // @end region="scrape"
}
