package io.elixirscope.foundation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.elixirscope.foundation.error.ErrorContext;
import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.value.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MetricsIT {
    private static final Duration TICK = Duration.ofSeconds(10);
    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(clock.scheduler());
    private final Metrics metrics = new Metrics(stage.runtime);

    @BeforeEach
    void start() {
        stage.start(metrics.server());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private MetricSnapshot.Reading reading(String metric, String... tags) {
        return metrics.snapshot(metric).orElseThrow().series().stream()
                .filter(series -> List.copyOf(series.tags().values()).equals(List.of(tags)))
                .findFirst()
                .orElseThrow()
                .reading();
    }

    @Nested
    class Directly {

        @Test
        void countsByTagsAndByHandle() {
            var accepted = metrics.counter("orders.accepted", "region", "kind");
            var eu = accepted.with("eu", "web");
            eu.increment();
            accepted.with("eu", "web").add(2);
            accepted.with("us", "web").add(5);

            assertThat(reading("orders.accepted", "eu", "web")).isEqualTo(new MetricSnapshot.Count(3));
            assertThat(reading("orders.accepted", "us", "web")).isEqualTo(new MetricSnapshot.Count(5));
            assertThat(accepted.with("eu", "web")).isSameAs(eu);
            assertThat(metrics.counter("orders.accepted", "region", "kind")).isSameAs(accepted);
        }

        @Test
        void goesUpAndDown() {
            var open = metrics.upDownCounter("connections.open").with();
            open.increment();
            open.add(4);
            open.decrement();
            assertThat(open.value()).isEqualTo(4);
        }

        @Test
        void keepsTheLastNumberOfAGaugeOrAsks() {
            var gauge = metrics.gauge("queue.length", MeasurementUnit.COUNT).with();
            assertThat(gauge.value()).isNaN();
            gauge.set(2.5);
            assertThat(gauge.value()).isEqualTo(2.5);
            gauge.observe(() -> 7);
            assertThat(gauge.value()).isEqualTo(7);
        }

        @Test
        void summarisesWithinTheStatedError() {
            var summary = metrics.summary("orders.checkout", MeasurementUnit.NANOSECONDS)
                    .with();
            IntStream.rangeClosed(1, 100_000).forEach(number -> summary.record(number * 1_000L));

            var all = summary.reading();
            assertThat(all.count()).isEqualTo(100_000);
            assertThat(all.total()).isEqualTo(5_000_050_000_000.0);
            assertThat((double) all.p50()).isCloseTo(50_000_000, within(400_000.0));
            assertThat((double) all.p99()).isCloseTo(99_000_000, within(792_000.0));
            assertThat((double) all.p9999()).isCloseTo(99_990_000, within(799_920.0));
            assertThat(all.max()).isEqualTo(100_000_000);
        }

        @Test
        void distributesIntoGivenBuckets() {
            var sizes = metrics.distribution("body.size", MeasurementUnit.BYTES, List.of(10L, 100L))
                    .with();
            List.of(0L, 10L, 11L, 100L, 101L).forEach(sizes::record);
            assertThat(sizes.reading())
                    .isEqualTo(new MetricSnapshot.BucketCounts(List.of(10L, 100L), List.of(2L, 2L, 1L), 222));
        }

        @Test
        void refusesAnotherDeclarationOfAName() {
            metrics.counter("orders.accepted", "region");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metrics.sum("orders.accepted", MeasurementUnit.COUNT))
                    .withMessageContaining("orders.accepted is declared already");
            assertThatIllegalArgumentException().isThrownBy(() -> metrics.counter("Orders accepted"));
            assertThatIllegalArgumentException().isThrownBy(() -> metrics.counter("orders", "a", "a"));
        }
    }

    @Nested
    class FromEvents {

        @Test
        void measuresEveryEventByItsUnit() {
            var telemetry = stage.runtime.telemetry();
            telemetry.event("shop.sold", MeasurementUnit.COUNT, "what").emit(3, "tea");
            telemetry.event("shop.served", MeasurementUnit.NANOSECONDS).emit(2_000);
            telemetry.event("shop.served", MeasurementUnit.NANOSECONDS).emit(4_000);

            assertThat(reading("shop.sold")).isEqualTo(new MetricSnapshot.Count(3));
            assertThat(((MetricSnapshot.Quantiles) reading("shop.served")).count())
                    .isEqualTo(2);
            assertThat(metrics.count("shop.served")).isEqualTo(2);
        }

        @Test
        void feedsDeclaredMetricsWithTagsAndConditions() {
            var sold = stage.runtime.telemetry().event("shop.sold", MeasurementUnit.COUNT, "what", "where");
            metrics.from(sold)
                    .counter("shop.sales", "what")
                    .where(emission -> "eu".equals(emission.attribute("where")))
                    .sum("shop.sold_in_eu", "what")
                    .gauge("shop.last")
                    .summary("shop.sizes", "what", "where")
                    .distribution("shop.buckets", List.of(2L));
            sold.emit(3, "tea", "eu");
            sold.emit(5, "tea", "us");

            assertThat(reading("shop.sales", "tea")).isEqualTo(new MetricSnapshot.Count(2));
            assertThat(reading("shop.sold_in_eu", "tea")).isEqualTo(new MetricSnapshot.Level(3));
            assertThat(reading("shop.last")).isEqualTo(new MetricSnapshot.Level(3));
            assertThat(((MetricSnapshot.Quantiles) reading("shop.sizes", "tea", "eu")).max())
                    .isEqualTo(3);
            assertThat(((MetricSnapshot.BucketCounts) reading("shop.buckets")).counts())
                    .containsExactly(0L, 1L);
        }

        @Test
        void losesNothingButTheFailureOfARule() {
            var sold = stage.runtime.telemetry().event("shop.sold", MeasurementUnit.COUNT, "what");
            metrics.from(sold)
                    .where(_ -> {
                        throw new IllegalStateException("odd");
                    })
                    .counter("shop.never")
                    .where(_ -> true)
                    .counter("shop.sales", "what");
            sold.emit(1, new Object() {
                @Override
                public String toString() {
                    throw new IllegalStateException("no name");
                }
            });
            sold.emit(1, "tea");

            assertThat(metrics.count("shop.sold")).isEqualTo(2);
            assertThat(reading("shop.sales", "tea")).isEqualTo(new MetricSnapshot.Count(1));
            assertThat(metrics.use().failed()).isEqualTo(3);
            assertThat(stage.runtime.telemetry().handlers())
                    .allSatisfy(status -> assertThat(status.failures()).isZero());
        }

        @Test
        void nestsMetricsByTheirNames() {
            var telemetry = stage.runtime.telemetry();
            telemetry.event("a", MeasurementUnit.COUNT).emit(1);
            telemetry.event("a.b", MeasurementUnit.COUNT).emit(2);
            assertThat(JsonText.write(metrics.nested()))
                    .isEqualTo("{\"a\":{\"@\":[{\"tags\":{},\"value\":1}],\"b\":{\"@\":[{\"tags\":{},\"value\":2}]}}}");
        }
    }

    @Nested
    class OddInput {

        @Test
        void isRefusedAndCounted() {
            var counter = metrics.counter("c").with();
            counter.add(-1);
            counter.add(Long.MIN_VALUE);
            var gauge = metrics.gauge("g", MeasurementUnit.COUNT).with();
            gauge.set(Double.NaN);
            gauge.set(Double.POSITIVE_INFINITY);
            gauge.observe(() -> Double.NEGATIVE_INFINITY);
            assertThat(gauge.value()).isNaN();
            metrics.sum("s", MeasurementUnit.COUNT).with().add(Double.NaN);
            metrics.summary("y", MeasurementUnit.COUNT).with().record(-1);
            metrics.distribution("d", MeasurementUnit.COUNT, List.of()).with().record(-1);
            metrics.upDownCounter("u").with().add(Long.MIN_VALUE);

            assertThat(metrics.use().refused()).isEqualTo(9);
            assertThat(counter.value()).isZero();
        }

        @Test
        void stopsAtTheEndOfTheRange() {
            var counter = metrics.counter("c").with();
            counter.add(Long.MAX_VALUE);
            counter.add(Long.MAX_VALUE);
            counter.increment();
            assertThat(counter.value()).isEqualTo(Long.MAX_VALUE);
            var sum = metrics.sum("s", MeasurementUnit.COUNT).with();
            sum.add(Double.MAX_VALUE);
            sum.add(Double.MAX_VALUE);
            assertThat(sum.value()).isEqualTo(Double.MAX_VALUE);
            var open = metrics.upDownCounter("u").with();
            open.add(1L << 62);
            open.add(1L << 62);
            assertThat(open.value()).isEqualTo(1L << 62);
            var summary = metrics.summary("y", MeasurementUnit.COUNT).with();
            summary.record(Long.MAX_VALUE);
            assertThat(summary.reading().max()).isEqualTo(Long.MAX_VALUE);
            assertThat(summary.reading().p50()).isBetween((long) (Long.MAX_VALUE * 0.992), Long.MAX_VALUE);
        }

        @Test
        void getsTagsOfTheRightNumberAndLength() {
            var counter = metrics.counter("c", "a", "b");
            counter.with("1").increment();
            counter.with("1", null).increment();
            counter.with("1", "", "3").increment();
            counter.with("x".repeat(1_000), "\n\"\\").increment();

            assertThat(reading("c", "1", "")).isEqualTo(new MetricSnapshot.Count(3));
            assertThat(reading("c", "x".repeat(128), "\n\"\\")).isEqualTo(new MetricSnapshot.Count(1));
            assertThat(metrics.use().malformed()).isEqualTo(2);
        }

        @Test
        void ofAThrowingFunctionIsCounted() {
            var gauge = metrics.gauge("g", MeasurementUnit.COUNT).with();
            gauge.observe(() -> {
                throw new IllegalStateException("gone");
            });
            assertThat(gauge.value()).isNaN();
            clock.advance(TICK);
            assertThat(metrics.use().failed()).isEqualTo(2);
        }

        @Test
        void ofAMillionTagsFillsOneOverflowSeries() {
            var heard = stage.listen("elixir_scope.metrics.dropped");
            var requests = metrics.counter("requests", "user", "path");
            IntStream.range(0, 1_000_000)
                    .forEach(user -> requests.with("user" + user, "/").increment());
            clock.advance(Duration.ofSeconds(2));

            var use = metrics.use();
            assertThat(use.series()).isEqualTo(Metrics.MAX_SERIES);
            assertThat(use.offenders().getFirst().metric()).isEqualTo("requests");
            assertThat(use.offenders().getFirst().tag()).isEqualTo("user");
            var overflow = (MetricSnapshot.Count) reading("requests", Metric.OVERFLOW, Metric.OVERFLOW);
            long sum = metrics.snapshot("requests").orElseThrow().series().stream()
                    .mapToLong(series -> ((MetricSnapshot.Count) series.reading()).value())
                    .sum();
            assertThat(sum).isEqualTo(1_000_000);
            assertThat(use.overflows()).isEqualTo(overflow.value());
            assertThat(heard).isNotEmpty();
        }
    }

    @Nested
    class Past {

        @Test
        void hasAPointForEachInterval() {
            var counter = metrics.counter("c", "t").with("x");
            var summary = metrics.summary("y", MeasurementUnit.NANOSECONDS).with();
            counter.add(3);
            summary.record(10);
            summary.record(20);
            clock.advance(TICK);
            counter.add(4);
            clock.advance(TICK);

            assertThat(metrics.history("c", "x"))
                    .extracting(MetricSnapshot.Point::reading)
                    .containsExactly(new MetricSnapshot.Count(3), new MetricSnapshot.Count(4));
            assertThat(metrics.history("c", "x").getLast().end()).isEqualTo(clock.wallTime());
            assertThat(metrics.history("y"))
                    .extracting(MetricSnapshot.Point::reading)
                    .containsExactly(
                            new MetricSnapshot.Interval(2, 10, 20, 20, 20), new MetricSnapshot.Interval(0, 0, 0, 0, 0));
            assertThat(metrics.history("nothing")).isEmpty();
        }

        @Test
        void reachesBackAnHourInMinutes() {
            var counter = metrics.counter("c").with();
            for (int ticks = 0; ticks < 400; ticks++) {
                counter.add(1);
                clock.advance(TICK);
            }
            var points = metrics.history("c");
            assertThat(points).hasSizeBetween(80, 85);
            assertThat(points.getFirst().length()).isEqualTo(Duration.ofMinutes(1));
            assertThat(points.getFirst().reading()).isEqualTo(new MetricSnapshot.Count(6));
            assertThat(points.getLast().length()).isEqualTo(TICK);
            assertThat(points).isSortedAccordingTo((one, other) -> one.end().compareTo(other.end()));
        }

        @Test
        void hasQuantilesOfTheWholeMinute() {
            metrics.retain(new Retention(1, 5, 1 << 20));
            var summary = metrics.summary("y", MeasurementUnit.COUNT).with();
            for (int ticks = 1; ticks <= 12; ticks++) {
                summary.record(ticks <= 6 ? 50 : 60);
                clock.advance(TICK);
            }
            assertThat(metrics.history("y").getFirst().reading())
                    .isEqualTo(new MetricSnapshot.Interval(6, 50, 50, 50, 50));
        }

        @Test
        void isBoundedInBytesAndChangesWithTheRetention() {
            metrics.counter("c").with().increment();
            metrics.summary("y", MeasurementUnit.COUNT).with().record(1);
            clock.advance(TICK.multipliedBy(3));
            assertThat(metrics.history("c")).hasSize(3);
            long both = metrics.use().historyBytes();

            metrics.retain(new Retention(2, 0, 1 << 20));
            assertThat(metrics.history("c")).hasSize(2);
            assertThat(metrics.use().historyBytes()).isLessThan(both);

            metrics.retain(new Retention(2, 0, 0));
            clock.advance(TICK);
            assertThat(metrics.history("c")).isEmpty();
            assertThat(metrics.use().historyBytes()).isZero();
        }

        @Test
        void doesNotMindAClockThatStepsBack() {
            var counter = metrics.counter("c").with();
            counter.add(1);
            clock.advance(TICK);
            clock.setWallTime(Instant.parse("2020-01-01T00:00:00Z"));
            counter.add(2);
            clock.advance(TICK);
            assertThat(metrics.history("c"))
                    .extracting(MetricSnapshot.Point::reading)
                    .containsExactly(new MetricSnapshot.Count(1), new MetricSnapshot.Count(2));
            assertThat(metrics.history("c").getFirst().end()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
        }
    }

    @Nested
    class IdleSeries {

        private void pass() {
            for (Duration passed = Duration.ZERO;
                    passed.compareTo(Metrics.IDLE_EXPIRY) <= 0;
                    passed = passed.plus(TICK)) {
                clock.advance(TICK);
            }
        }

        @Test
        void leaveAndComeBackWithWhatTheyCounted() {
            var counter = metrics.counter("c", "t").with("x");
            counter.add(3);
            int before = metrics.use().series();
            pass();
            assertThat(metrics.snapshot("c").orElseThrow().series()).isEmpty();
            assertThat(metrics.use().series()).isEqualTo(before - 1);
            assertThat(metrics.use().expired()).isEqualTo(1);

            counter.add(4);
            assertThat(reading("c", "x")).isEqualTo(new MetricSnapshot.Count(7));
        }

        @Test
        void writeIntoTheOneThatHasTheirTagsNow() {
            var metric = metrics.counter("c", "t");
            var early = metric.with("x");
            early.add(3);
            var summary = metrics.summary("y", MeasurementUnit.COUNT, "t");
            var earlySummary = summary.with("x");
            earlySummary.record(5);
            pass();
            metric.with("x").add(10);
            summary.with("x").record(7);
            early.add(4);
            earlySummary.record(6);

            assertThat(reading("c", "x")).isEqualTo(new MetricSnapshot.Count(17));
            var all = (MetricSnapshot.Quantiles) reading("y", "x");
            assertThat(all.count()).isEqualTo(3);
            assertThat(all.max()).isEqualTo(7);
        }
    }

    @Test
    void exemplarsLeadToTheOperation() {
        var counter = metrics.counter("c").with();
        var summary = metrics.summary("y", MeasurementUnit.COUNT).with();
        ErrorContext slow = ErrorContext.root("slow", clock::nanos, () -> 42);
        summary.record(5);
        slow.run(() -> {
            counter.increment();
            summary.record(900);
        });
        summary.record(7);

        assertThat(metrics.snapshot("c")
                        .orElseThrow()
                        .series()
                        .getFirst()
                        .exemplar()
                        .orElseThrow())
                .isEqualTo(new MetricSnapshot.Exemplar(slow.correlationId(), 1, clock.wallTime()));
        assertThat(metrics.snapshot("y")
                        .orElseThrow()
                        .series()
                        .getFirst()
                        .exemplar()
                        .orElseThrow()
                        .value())
                .isEqualTo(900);
    }

    @Test
    void aCrashOfTheServerLosesNothing() {
        var sold = stage.runtime.telemetry().event("shop.sold", MeasurementUnit.COUNT);
        sold.emit(1);
        assertThat(metrics.reset().orElseThrow()).containsEntry("shop.sold", 1L);
        assertThat(metrics.counts()).containsEntry("shop.sold", 0L);
        assertThat(metrics.snapshot("shop.sold").orElseThrow().series().getFirst())
                .extracting(MetricSnapshot.One::reading, MetricSnapshot.One::tags)
                .containsExactly(new MetricSnapshot.Count(1), Map.of());
    }
}
