package io.elixirscope.foundation.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.benchmarks.loop.Callers;
import io.elixirscope.foundation.benchmarks.loop.Contender;
import io.elixirscope.foundation.benchmarks.loop.ForkedContender;
import io.elixirscope.foundation.benchmarks.loop.Histogram;
import io.elixirscope.foundation.benchmarks.loop.Round;
import io.elixirscope.foundation.benchmarks.servers.ServerContender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoopedRunsTest {
    private static final Effort TINY = new Effort(1, 9, 3, 2, 0);

    /// A contender that cannot be set up.
    enum Broken implements Contender.Maker {
        ONE;

        @Override
        public Contender open(Callers callers) {
            throw new IllegalStateException("no room");
        }
    }

    private static Round round(long works, long nanos, long slowest, long fastest, long... picos) {
        var durations = new Histogram();
        for (long each : picos) {
            durations.add(each);
        }
        return new Round(works, nanos, works * 16, slowest, fastest, durations);
    }

    @Test
    void takesTheMedianOfTheRounds() {
        var rounds = List.of(
                round(100, 1_000, 10, 20, 10_000),
                round(100, 2_000, 10, 40, 20_000),
                round(100, 99_000, 10, 10, 60_000));

        var eight = LoopedRuns.measurement(rounds, Callers.virtual(8));

        assertThat(eight.nanos()).isEqualTo(20);
        assertThat(eight.typical()).isEqualTo(20);
        assertThat(eight.callerNanos()).isEqualTo(160);
        assertThat(eight.errorNanos()).isEqualTo((990 - 10) / 2.0);
        assertThat(eight.stable()).isFalse();
        assertThat(eight.crowd().slowestByFastest()).isEqualTo(0.5);
        assertThat(eight.bytes()).isEqualTo(16);
        assertThat(eight.spread().max()).isBetween(59.0, 61.0);
    }

    @Test
    void ofOneCallerComparesTheMedianOfSingleCalls() {
        var rounds = List.of(round(100, 99_000, 100, 100, 10_000, 10_000, 900_000));

        var one = LoopedRuns.measurement(rounds, Callers.ONE);

        assertThat(one.typical()).isBetween(9.9, 10.1);
        assertThat(one.nanos()).isEqualTo(990);
        assertThat(one.stable()).isTrue();
    }

    @Test
    void ofThingsThatAreKeptThereAreBytesOnly() {
        var kept = LoopedRuns.measurement(List.of(round(10, 5, 0, 0)), Callers.NONE);

        assertThat(kept.bytes()).isEqualTo(16);
        assertThat(kept.stable()).isTrue();
        assertThat(Table.cell(kept)).isEqualTo("16.0 B");
    }

    @Test
    void callersThatCompeteGetLongerTurns() {
        assertThat(LoopedRuns.Turns.of(Effort.QUICK, Callers.ONE)).isEqualTo(new LoopedRuns.Turns(25, 40));
        assertThat(LoopedRuns.Turns.of(Effort.QUICK, Callers.virtual(8))).isEqualTo(new LoopedRuns.Turns(9, 111));
        assertThat(LoopedRuns.Turns.of(Effort.QUICK, Callers.virtual(1_000))).isEqualTo(new LoopedRuns.Turns(5, 500));
        assertThat(LoopedRuns.Turns.of(Effort.FULL, Callers.virtual(1_000))).isEqualTo(new LoopedRuns.Turns(5, 1_200));
    }

    @Test
    void measuresAllSubjectsInJvmsOfTheirOwn() throws Exception {
        var ours = Subject.of("ours", ServerContender.OUR_NON_BLOCKING_CALLS, Callers.virtual(2));
        var lock = Subject.of("limit", ServerContender.LOCK, Callers.virtual(2));
        var work = new Work("servers", "call", ours, Optional.of(lock), List.of(), new Target.TimesLimit(1_000_000));
        var told = new ArrayList<String>();

        var row = new Runs(TINY, told::add).row(work);

        assertThat(row.met()).isTrue();
        assertThat(row.measured().keySet()).containsExactly(ours, lock);
        assertThat(row.ours().crowd().callers()).isEqualTo(2);
        assertThat(row.ours().perSecond()).isPositive();
        assertThat(JsonRows.line(row)).contains("\"callers\":2,\"slowestByFastest\":", "\"callerNanos\":");
        assertThat(told).hasSize(2).first().asString().startsWith("call: ours ");
    }

    @Test
    void aJvmThatFailsSaysWhy() throws IOException {
        try (var broken = ForkedContender.start(Broken.ONE, Callers.ONE)) {
            assertThatThrownBy(() -> broken.warm(1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ONE: failed java.lang.IllegalStateException: no room");
        }
    }

    @Test
    void everyWorkOfTheServersIsOfThisKind() {
        assertThat(ServersGroup.works())
                .extracting(Work::name)
                .contains(
                        "call idle nonblocking",
                        "call 8 virtual callers nonblocking",
                        "call mailbox",
                        "cast 10000 1",
                        "cast 10000 4",
                        "spawn stop",
                        "idle server bytes",
                        "call 8 platform callers nonblocking",
                        "call 1000 virtual callers nonblocking",
                        "cycle check",
                        "read view",
                        "restart")
                .doesNotHaveDuplicates();
        assertThat(ServersGroup.works())
                .flatExtracting(Work::subjects)
                .allSatisfy(subject -> assertThat(subject).isInstanceOf(Subject.Looped.class));
    }
}
