package io.elixirscope.foundation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.server.Stage;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsConcurrencyIT {
    private static final int THREADS = 8;
    private static final int EACH = 50_000;
    private final Stage stage = Stage.system();
    private final Metrics metrics = new Metrics(stage.runtime);

    @AfterEach
    void close() {
        stage.close();
    }

    private void together(IntConsumer body) {
        List<CompletableFuture<Boolean>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int me = thread;
            running.add(stage.async(() -> {
                for (int i = 0; i < EACH; i++) {
                    body.accept(me * EACH + i);
                }
                return true;
            }));
        }
        running.forEach(CompletableFuture::join);
    }

    @Test
    void countersAreTheirSum() {
        var counter = metrics.counter("c").with();
        var byTag = metrics.counter("t", "thread");
        var summary = metrics.summary("y", MeasurementUnit.COUNT).with();
        var sum = metrics.sum("s", MeasurementUnit.COUNT).with();
        together(number -> {
            counter.increment();
            byTag.with("tag" + number % 100).increment();
            summary.record(number % 7);
            sum.add(0.5);
        });

        assertThat(counter.value()).isEqualTo(THREADS * EACH);
        assertThat(metrics.snapshot("t").orElseThrow().series())
                .hasSize(100)
                .allSatisfy(series ->
                        assertThat(series.reading()).isEqualTo(new MetricSnapshot.Count(THREADS * EACH / 100)));
        assertThat(summary.reading().count()).isEqualTo(THREADS * EACH);
        assertThat(sum.value()).isEqualTo(THREADS * EACH / 2.0);
    }

    /// Readers and the end of intervals take numbers out of a summary while writers put them in.
    @Test
    void intervalsTakeEachNumberOnce() {
        var summary = metrics.summary("y", MeasurementUnit.COUNT).with();
        var done = new AtomicBoolean();
        var ended = stage.async(() -> {
            long inIntervals = 0;
            long[] point = new long[summary.words()];
            while (!done.get()) {
                summary.endInterval(point);
                inIntervals += point[0];
                assertThat(summary.reading().count()).isGreaterThanOrEqualTo(inIntervals);
            }
            summary.endInterval(point);
            return inIntervals + point[0];
        });
        together(number -> summary.record(number % 1_000));
        done.set(true);

        assertThat(ended.join()).isEqualTo(THREADS * EACH);
        assertThat(summary.reading().count()).isEqualTo(THREADS * EACH);
        assertThat(summary.reading().total()).isEqualTo(THREADS * EACH / 1_000 * (999 * 1_000 / 2.0));
    }

    /// Series retire at every tick, while handles and look-ups write to them.
    @Test
    void retiringLosesNothingThatIsWrittenByAHandle() {
        var metric = metrics.counter("c", "t");
        var handle = metric.with("x");
        var history = new History();
        var done = new AtomicBoolean();
        var sweeper = stage.async(() -> {
            while (!done.get()) {
                history.tick(List.of(metric), Instant.EPOCH, 0);
            }
            return true;
        });
        together(_ -> handle.increment());
        done.set(true);
        sweeper.join();
        handle.increment();

        assertThat(metric.with("x").value()).isEqualTo(THREADS * EACH + 1);
    }

    @Test
    void attachingAndDetachingTakesNothingFromOthers() {
        var event = stage.runtime.telemetry().event("shop.sold", MeasurementUnit.COUNT);
        stage.start(metrics.server());
        var done = new AtomicBoolean();
        var other = stage.async(() -> {
            for (int i = 0; !done.get(); i++) {
                try (var attached = stage.runtime.telemetry().attach("other " + i, "shop.*", _ -> {})) {
                    assertThat(attached.names()).isNotEmpty();
                }
            }
            return true;
        });
        together(_ -> event.emit(1));
        done.set(true);
        other.join();
        assertThat(metrics.count("shop.sold")).isEqualTo(THREADS * EACH);
        assertThat(metrics.snapshot("shop.sold")
                        .orElseThrow()
                        .series()
                        .getFirst()
                        .reading())
                .isEqualTo(new MetricSnapshot.Count(THREADS * EACH));
    }
}
