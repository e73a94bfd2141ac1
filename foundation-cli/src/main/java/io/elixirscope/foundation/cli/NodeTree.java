package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `foundation tree`: every supervisor and server of a running node, or one server whole.
@Command(
        name = "tree",
        mixinStandardHelpOptions = true,
        description =
                "Draws the supervisors and servers of a running node, or shows one server whole: its messages, what "
                        + "it is doing, its view without secrets, its last crash; --json prints one object.")
final class NodeTree extends Verb {

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Parameters(arity = "0..1", paramLabel = "SERVER", description = "The name of the server to show.")
    private @Nullable String server;

    @Override
    Result<Integer> run(Output output) {
        String one = server;
        return data.node()
                .flatMap(node -> one == null
                        ? node.ask("tree", Map.of(), item -> show(item, NodeTreeView::lines, output))
                        : node.ask(
                                "server",
                                Map.of("name", Value.of(one)),
                                item -> show(item, NodeServerView::lines, output)));
    }

    /// The answer for people.
    private interface View {
        List<String> lines(NodeAnswer answer, Instant now);
    }

    private void show(Value answer, View view, Output output) {
        if (json()) {
            output.line(JsonText.write(answer));
            return;
        }
        var now = Scheduler.system().clock().wallTime();
        view.lines(new NodeAnswer(answer), now).forEach(output::line);
    }
}
