package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.value.Value;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `events tail` and `events prune`, of a directory and of a running node.
@Timeout(60)
class EventsTailIT {
    @TempDir
    private Path data;

    private Foundation node() {
        return Foundation.builder().dataDirectory(data).start().orElseThrow();
    }

    private static void append(Foundation node, int from, int to) {
        for (int i = from; i <= to; i++) {
            node.events().record("sample.number" + i, Value.of(i)).orElseThrow();
        }
    }

    @Test
    void showsTheNewestOfADirectory() {
        try (var node = node()) {
            append(node, 1, 5);
        }
        var run = Cli.run("events", "tail", "-n", 2, "--data", data);
        assertThat(run.code()).isZero();
        assertThat(run.lines()).hasSize(2);
        assertThat(Cli.run("events", "tail", "--data", data).out()).contains("sample.number1", "sample.number5");
        assertThat(Cli.run("events", "tail", "-f", "--data", data).err()).contains("no node runs");
    }

    @Test
    void asksARunningNode() {
        try (var node = node()) {
            append(node, 1, 5);
            assertThat(Cli.run("events", "tail", "-n", 3, "--data", data).lines())
                    .hasSize(3);
            var run = Cli.run("events", "tail", "--json", "--data", data);
            assertThat(run.code()).isZero();
            assertThat(run.lines().stream()
                            .map(line -> EventsVerbCase.json(line).get("type")))
                    .contains(Value.of("sample.number1"), Value.of("sample.number5"));
        }
    }

    @Test
    void followsARunningNodeUntilItStops() {
        var node = node();
        append(node, 1, 1);
        var following = CompletableFuture.supplyAsync(() -> Cli.run("events", "tail", "-f", "--data", data));
        append(node, 2, 4);
        while (node.subscriptions().slowestFeed() < node.events().stats().lastPosition()) {
            Thread.onSpinWait();
        }
        node.close();
        assertThat(following.join().out()).contains("sample.number1", "sample.number2", "sample.number4");
    }

    @Test
    void prunesADirectory() {
        try (var node = node()) {
            append(node, 1, 5);
        }
        var run = Cli.run("events", "prune", "--keep", 2, "--data", data);
        assertThat(run.lines()).singleElement().asString().matches("pruned \\d events, 2 events left");
        var early = Cli.run("events", "prune", "--before", "2001-01-01", "--json", "--data", data);
        assertThat(EventsVerbCase.json(early.lines().getFirst()))
                .containsEntry("pruned", Value.of(0))
                .containsEntry("events", Value.of(2));
    }

    @Test
    void prunesOnlyWhatItIsToldTo() {
        assertThat(Cli.run("events", "prune", "--data", data).code()).isEqualTo(2);
        assertThat(Cli.run("events", "prune", "--keep", 1, "--before", "2001-01-01", "--data", data)
                        .code())
                .isEqualTo(2);
        assertThat(Cli.run("events", "prune", "--keep", 1, "--data", data).code())
                .isEqualTo(1);
    }

    @Test
    void countsAndExplainsAQuery() {
        try (var node = node()) {
            append(node, 1, 5);
        }
        assertThat(Cli.run(
                                "events",
                                "query",
                                "--type",
                                "sample.number1",
                                "--type",
                                "sample.number2",
                                "--count",
                                "--data",
                                data)
                        .lines())
                .containsExactly("2");
        assertThat(Cli.run("events", "query", "--type", "sample.number3", "--count", "--json", "--data", data)
                        .lines())
                .containsExactly("{\"count\":1}");
        assertThat(Cli.run("events", "query", "--type", "sample.number3", "--explain", "--data", data)
                        .out())
                .startsWith("goes by the index of type: 1 of ");
    }
}
