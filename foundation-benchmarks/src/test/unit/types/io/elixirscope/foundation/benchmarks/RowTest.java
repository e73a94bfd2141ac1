package io.elixirscope.foundation.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowTest {
    private static final Subject OURS = new Subject.Jmh("ours", "a");
    private static final Subject LIMIT = new Subject.Jmh("limit", "b");
    private static final Subject PEER = new Subject.Jmh("peer", "c");
    private static final Work WORK =
            new Work("errors", "result 20 frames", OURS, Optional.of(LIMIT), List.of(PEER), new Target.TimesLimit(1.5));

    private static Measurement measured(double nanos, double errorNanos) {
        return new Measurement(
                nanos + 1,
                new Measurement.Spread(nanos, nanos + 2, nanos + 3, nanos + 3.5, nanos + 4),
                errorNanos,
                24,
                Measurement.Crowd.ONE);
    }

    private static Row row(double ours, double limit, double peerError) {
        Map<Subject, Measurement> measured = new LinkedHashMap<>();
        measured.put(OURS, measured(ours, 1));
        measured.put(LIMIT, measured(limit, 1));
        measured.put(PEER, measured(100, peerError));
        return new Row(WORK, measured);
    }

    @Test
    void meetsItsTargetByTheMedian() {
        assertThat(row(30, 20, 1).met()).isTrue();
        assertThat(row(31, 20, 1).met()).isFalse();
        assertThat(new Target.Nanos(30).met(row(30, 20, 1))).isTrue();
        assertThat(new Target.Nanos(30).met(row(31, 20, 1))).isFalse();
    }

    @Test
    void namesThoseWhoseErrorIsTooLarge() {
        assertThat(row(30, 20, 20).unstable()).isEmpty();
        assertThat(row(30, 20, 21).unstable()).containsExactly("peer");
    }

    @Test
    void isOneJsonLineOfWhatWasMeasured() {
        assertThat(JsonRows.line(row(30, 20, 21))).isEqualTo("""
                {"group":"errors","work":"result 20 frames",\
                "ours":{"nanos":31.00,"callerNanos":31.00,"perSecond":32258064.52,"p50Nanos":30.00,"p95Nanos":32.00,"p99Nanos":33.00,"p999Nanos":33.50,"maxNanos":34.00,\
                "errorNanos":1.00,"bytes":24.00},\
                "limit":{"nanos":21.00,"callerNanos":21.00,"perSecond":47619047.62,"p50Nanos":20.00,"p95Nanos":22.00,"p99Nanos":23.00,"p999Nanos":23.50,"maxNanos":24.00,\
                "errorNanos":1.00,"bytes":24.00},\
                "peers":{"peer":{"nanos":101.00,"callerNanos":101.00,"perSecond":9900990.10,"p50Nanos":100.00,\
                "p95Nanos":102.00,"p99Nanos":103.00,"p999Nanos":103.50,"maxNanos":104.00,"errorNanos":21.00,"bytes":24.00}},\
                "target":"≤ 1.5 × limit","unstable":["peer"]}""");
    }

    @Test
    void isALineOfATable() {
        assertThat(Table.of(List.of(row(30, 20, 21)))).endsWith("""
                | result 20 frames | 30.0 ± 1.0 ns (p99 33.0), 24.0 B | 20.0 ± 1.0 ns (p99 23.0), 24.0 B | ≤ 1.5 × limit \
                | met, unstable: peer | peer 100 ± 21.0 ns (p99 103), 24.0 B |
                """);
    }

    @Test
    void errorOfAMedianIgnoresWhatFewBatchesLost() {
        double[] batches = new double[50];
        for (int batch = 0; batch < batches.length; batch++) {
            batches[batch] = 100 + batch % 5;
        }
        batches[7] = 1_000_000;
        assertThat(Measurement.errorOfMedian(batches)).isBetween(0.5, 2.0);
    }

    @Test
    void everyWorkHasBenchmarksThatExist() {
        var subjects = ErrorsGroup.works().stream()
                .flatMap(work -> work.subjects().stream())
                .map(Subject.Jmh.class::cast)
                .toList();
        assertThat(subjects).hasSizeGreaterThan(20).allSatisfy(subject -> {
            int dot = subject.benchmark().lastIndexOf('.');
            var benchmarks = Class.forName(subject.benchmark().substring(0, dot));
            assertThat(benchmarks.getMethod(subject.benchmark().substring(dot + 1)))
                    .isNotNull();
        });
    }
}
