package io.elixirscope.foundation.examples.orders.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeLineTest {

    static Stream<NodeLine> lines() {
        return Stream.of(
                new NodeLine.Ready(3),
                new NodeLine.Refused("two\nlines, \"quoted\""),
                new NodeLine.Accepted(new Acknowledgement(7, "order-1-accepted")),
                new NodeLine.Restarted("billing", "while handling Charge: ärger", 1_500),
                new NodeLine.Escalated("settlement", "billing"),
                new NodeLine.Configured(2, "orders.batch-size 100 → 50", "load test, by operator", "program"),
                new NodeLine.Erred("orders/E201"),
                new NodeLine.Status(10, 7, 2),
                new NodeLine.Summary(1, 3, Map.of("S402", 1L), Map.of("40", 9L), "HEALTHY"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void comesBackAsItWasWritten(NodeLine line) {
        assertThat(line.toLine()).doesNotContain("\n");
        assertThat(NodeLine.read(line.toLine())).contains(line);
    }

    @Test
    void acknowledgesInTheAgreedForm() {
        assertThat(new NodeLine.Accepted(new Acknowledgement(7, "a")).toLine())
                .isEqualTo("{\"ack\":{\"position\":7,\"id\":\"a\"}}");
    }

    @Test
    void tellsPercentilesInTheSummary() {
        var stored = new Latencies();
        stored.add(1_000);

        assertThat(new NodeLine.Summary(0, 0, Map.of(), stored.counts(), "HEALTHY").toLine())
                .contains("\"storeP50Nanos\":1023")
                .contains("\"storeP99Nanos\":1023");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"ack\":{\"position\":7,\"id\":\"a\"",
                "{\"ack\":{\"position\":0,\"id\":\"a\"}}",
                "[]",
                "{\"what\":1}",
                "{}",
                "OpenJDK 64-Bit Server VM warning"
            })
    void isNotReadFromAnythingElse(String line) {
        assertThat(NodeLine.read(line)).isEmpty();
    }
}
