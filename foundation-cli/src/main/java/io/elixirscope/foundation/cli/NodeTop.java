package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.control.ControlClient;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `foundation top`: the servers, errors and JVM of a running node, each second anew.
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description =
                "Shows the servers, errors and JVM of a running node, each second anew. Keys: c, m, p, r, n order by "
                        + "calls, mailbox, p99, restarts, name; 1 to 9 show a server and its last crash, any key "
                        + "returns; q ends.",
        footer = "%nWithout a terminal, with --once and with --json it prints the node once.")
final class NodeTop extends Verb {

    private static final String CLEAR = "\u001b[H\u001b[2J";
    private static final int PAGE_WIDTH = 120;
    private static final NodeAnswer NOTHING = new NodeAnswer(Value.map(Map.of()));

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Option(names = "--once", description = "Print the node once; rates are those since its start.")
    private boolean once;

    @Option(
            names = "--sort",
            paramLabel = "BY",
            defaultValue = "CALLS",
            description = "Order of the servers: ${COMPLETION-CANDIDATES}; CALLS unless given.")
    private TopOrder order = TopOrder.CALLS;

    @Override
    Result<Integer> run(Output output) {
        return data.node().flatMap(node -> {
            if (once || json() || !Terminal.isResultThere()) {
                return ask(node).map(answer -> print(answer, output));
            }
            return TopKeys.open()
                    .map(keys -> follow(node, keys, output))
                    .orElseGet(() -> ask(node).map(answer -> print(answer, output)));
        });
    }

    private static Result<NodeAnswer> ask(ControlClient node) {
        var answer = new AtomicReference<>(NOTHING);
        return node.ask("top", Map.of(), item -> answer.set(new NodeAnswer(item)))
                .map(_ -> answer.get());
    }

    private int print(NodeAnswer answer, Output output) {
        if (json()) {
            output.line(JsonText.write(answer.answer()));
        } else {
            new TopView(NOTHING, answer, order)
                    .lines(PAGE_WIDTH, Integer.MAX_VALUE)
                    .forEach(output::line);
        }
        return DONE;
    }

    private Result<Integer> follow(ControlClient node, TopKeys keys, Output output) {
        try (keys) {
            var before = NOTHING;
            while (true) {
                switch (ask(node)) {
                    case Result.Err<NodeAnswer>(var error) -> {
                        return Result.err(error);
                    }
                    case Result.Ok<NodeAnswer>(var now) -> {
                        var view = new TopView(before, now, order);
                        int[] size = keys.size();
                        draw(view.lines(size[1], size[0]), output);
                        int key = keys.next();
                        if (key == 'q') {
                            return Result.ok(DONE);
                        }
                        order = TopOrder.byKey(key, order);
                        open(key - '1', view.servers(), node, keys, output);
                        before = now;
                    }
                }
            }
        }
    }

    /// A server whole, until a key is pressed.
    private static void open(int row, List<String> servers, ControlClient node, TopKeys keys, Output output) {
        if (row < 0 || row > 8 || row >= servers.size()) {
            return;
        }
        var now = Scheduler.system().clock().wallTime();
        var asked = node.ask(
                "server",
                Map.of("name", Value.of(servers.get(row))),
                item -> draw(NodeServerView.lines(new NodeAnswer(item), now), output));
        while (asked.succeeded() && keys.next() == TopKeys.NONE) {
            Thread.onSpinWait();
        }
    }

    private static void draw(List<String> lines, Output output) {
        output.part(CLEAR + String.join("\n", lines));
        output.flush();
    }
}
