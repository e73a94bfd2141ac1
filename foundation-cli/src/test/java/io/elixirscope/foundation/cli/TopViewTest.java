package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.value.JsonReading;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopViewTest {
    private static final NodeAnswer NOTHING = new NodeAnswer(Value.map(Map.of()));

    private static NodeAnswer node(long uptimeMillis, long tillCalls, long deskCalls) {
        var json = """
                {"node":"front","pid":7,"status":"DEGRADED","reasons":["handler x is quarantined"],"uptimeMillis":%d,
                 "eventsStored":%d,
                 "tree":{"id":"foundation","children":[
                  {"id":"till","state":"RUNNING","restarts":2,"mailboxLength":3,"mailboxCapacity":10},
                  {"id":"desk","state":"RUNNING","restarts":0,"mailboxLength":9,"mailboxCapacity":10,
                   "stuck":{"message":"Ask"}}]},
                 "calls":{"till":{"count":%d,"p99Nanos":2500},"desk":{"count":%d,"p99Nanos":1500000}},
                 "errors":[{"code":"S402","count":2,"message":"Server till crashed"}],
                 "jvm":{"heapUsedBytes":1048576,"heapMaxBytes":4194304,"threads":20,"processors":2,"cpuMillis":%d,
                  "gcMillis":12}}
                """.formatted(uptimeMillis, uptimeMillis / 100, tillCalls, deskCalls, uptimeMillis / 2);
        return switch (JsonText.read(json, ValueLimits.DEFAULT)) {
            case JsonReading.Parsed(var value) -> new NodeAnswer(value);
            case JsonReading.Malformed malformed -> throw new AssertionError(malformed);
        };
    }

    @Test
    void ratesAreThoseBetweenTwoAnswers() {
        var view = new TopView(node(10_000, 1_000, 5_000), node(12_000, 1_500, 5_001), TopOrder.CALLS);

        assertThat(view.lines(100, 40))
                .containsExactly(
                        "DEGRADED  node front, process 7, up 12 s  events/s 10",
                        "  - handler x is quarantined",
                        "",
                        "#  SERVER  STATE    MAILBOX  CALLS/S     P99  RESTARTS",
                        "1  till    RUNNING        3      250  2.5 µs         2",
                        "2  desk    STUCK          9      0.5  1.5 ms         0",
                        "",
                        "ERROR             COUNT  LAST",
                        "S402                  2  Server till crashed",
                        "",
                        "JVM  heap 1.0 MiB of 4.0 MiB, threads 20, CPU 0.50 of 2, GC 12.0 ms in all");
    }

    @Test
    void ratesOfOneAnswerAreThoseSinceTheStart() {
        var lines = new TopView(NOTHING, node(10_000, 1_000, 0), TopOrder.CALLS).lines(100, 40);
        assertThat(lines.get(4)).startsWith("1  till    RUNNING        3      100");
    }

    @Test
    void anotherProcessBeginsAnew() {
        var earlier = node(50_000, 900_000, 0);
        var other = new NodeAnswer(Value.map(Map.of("pid", Value.of(8L), "uptimeMillis", Value.of(1L))));
        var now = node(10_000, 1_000, 0);
        assertThat(new TopView(earlier, now, TopOrder.CALLS).lines(100, 40).get(4))
                .contains(" 100 ");
        assertThat(new TopView(other, now, TopOrder.CALLS).lines(100, 40).get(4))
                .contains(" 100 ");
    }

    @Test
    void ordersServersByWhatTheKeySays() {
        var now = node(10_000, 1_000, 0);
        assertThat(new TopView(NOTHING, now, TopOrder.byKey('m', TopOrder.CALLS)).servers())
                .containsExactly("desk", "till");
        assertThat(new TopView(NOTHING, now, TopOrder.byKey('p', TopOrder.CALLS)).servers())
                .containsExactly("desk", "till");
        assertThat(new TopView(NOTHING, now, TopOrder.byKey('r', TopOrder.NAME)).servers())
                .containsExactly("till", "desk");
        assertThat(new TopView(NOTHING, now, TopOrder.byKey('n', TopOrder.CALLS)).servers())
                .containsExactly("desk", "till");
        assertThat(TopOrder.byKey('x', TopOrder.P99)).isEqualTo(TopOrder.P99);
    }

    @Test
    void fitsANarrowAndLowTerminal() {
        var lines = new TopView(NOTHING, node(10_000, 1_000, 0), TopOrder.CALLS).lines(20, 11);
        assertThat(lines)
                .hasSizeLessThanOrEqualTo(11)
                .allSatisfy(line -> assertThat(Visible.columns(line)).isLessThanOrEqualTo(20));
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("… 1 more server"));
    }
}
