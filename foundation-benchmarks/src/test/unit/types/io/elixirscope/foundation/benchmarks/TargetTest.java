package io.elixirscope.foundation.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final Subject OURS = new Subject.Jmh("ours", "a");
    private static final Subject LIMIT = new Subject.Jmh("limit", "b");
    private static final Subject QUEUE = new Subject.Jmh("queue", "c");

    private static Row row(Target target, Measurement ours, Measurement limit, Measurement queue) {
        Map<Subject, Measurement> measured = new LinkedHashMap<>();
        measured.put(OURS, ours);
        measured.put(LIMIT, limit);
        measured.put(QUEUE, queue);
        return new Row(new Work("servers", "call", OURS, Optional.of(LIMIT), List.of(QUEUE), target), measured);
    }

    /// Everything is as given; the percentiles lie above the median by 1 to 4.
    private static Measurement measured(double nanos, double bytes, int callers, double slowest) {
        var spread = new Measurement.Spread(nanos, nanos + 1, nanos + 2, nanos + 3, nanos + 4);
        return new Measurement(nanos, spread, 0, bytes, new Measurement.Crowd(callers, slowest));
    }

    private static Measurement measured(double nanos) {
        return measured(nanos, 16, 1, 1);
    }

    private static boolean met(Target target, double ours, double limit, double queue) {
        return row(target, measured(ours), measured(limit), measured(queue)).met();
    }

    @Test
    void comparesWithAPeerOfTheSameRun() {
        assertThat(met(new Target.TimesPeer(1.2, "queue"), 12, 1, 10)).isTrue();
        assertThat(met(new Target.TimesPeer(1.2, "queue"), 12.1, 1, 10)).isFalse();
        assertThat(met(new Target.FasterThanPeer(8, "queue"), 10, 1, 80)).isTrue();
        assertThat(met(new Target.FasterThanPeer(8, "queue"), 10.1, 1, 80)).isFalse();
        assertThat(met(new Target.P999AsPeer("queue"), 10, 1, 10)).isTrue();
        assertThat(met(new Target.P999AsPeer("queue"), 11, 1, 10)).isFalse();
        assertThatThrownBy(() -> met(new Target.TimesPeer(1, "nosuch"), 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the work call has no peer nosuch");
    }

    @Test
    void looksAtTheWorstHundredthAndAtBytes() {
        assertThat(met(new Target.P99Nanos(12), 10, 1, 1)).isTrue();
        assertThat(met(new Target.P99Nanos(11), 10, 1, 1)).isFalse();
        var more = row(new Target.BytesOfLimit(), measured(1, 17, 1, 1), measured(1), measured(1));
        assertThat(more.met()).isFalse();
        assertThat(new Target.Bytes(17).met(more)).isTrue();
        assertThat(new Target.Bytes(16).met(more)).isFalse();
        assertThat(met(new Target.BytesOfLimit(), 1, 1, 1)).isTrue();
    }

    @Test
    void ofSeveralCallersElapsedTimeIsComparedAndTheSlowestCounts() {
        var ours =
                new Measurement(50, new Measurement.Spread(30, 31, 32, 33, 34), 0, 16, new Measurement.Crowd(8, 0.5));
        var row = row(new Target.Nanos(50), ours, measured(1), measured(1));
        assertThat(row.met()).isTrue();
        assertThat(new Target.Nanos(49).met(row)).isFalse();
        assertThat(new Target.SlowestCaller(0.5).met(row)).isTrue();
        assertThat(new Target.SlowestCaller(0.51).met(row)).isFalse();
        assertThat(ours.callerNanos()).isEqualTo(400);
        assertThat(ours.perSecond()).isEqualTo(20_000_000);
    }

    @Test
    void allOfThemIsNoOneLeftOut() {
        var both = Target.All.of(new Target.Nanos(10), new Target.TimesLimit(2));
        assertThat(met(both, 10, 5, 1)).isTrue();
        assertThat(met(both, 10, 4.9, 1)).isFalse();
        assertThat(met(both, 10.1, 6, 1)).isFalse();
    }

    @Test
    void readAsInTheDocuments() {
        assertThat(new Target.Nanos(15).text()).isEqualTo("≤ 15 ns");
        assertThat(new Target.Nanos(1_500).text()).isEqualTo("≤ 1.5 µs");
        assertThat(new Target.P99Nanos(200_000).text()).isEqualTo("p99 ≤ 200 µs");
        assertThat(new Target.TimesLimit(2).text()).isEqualTo("≤ 2 × limit");
        assertThat(new Target.TimesPeer(1.2, "queue").text()).isEqualTo("≤ 1.2 × queue");
        assertThat(Target.All.of(
                                new Target.FasterThanPeer(8, "queue"),
                                new Target.P999AsPeer("queue"),
                                new Target.SlowestCaller(0.5))
                        .text())
                .isEqualTo("≥ 8 × as fast as queue, p99.9 ≤ queue, slowest caller ≥ 0.5 × fastest");
        assertThat(new Target.Bytes(256).text()).isEqualTo("≤ 256 B");
        assertThat(new Target.BytesOfLimit().text()).isEqualTo("bytes of limit");
    }
}
