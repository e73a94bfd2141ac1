package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `foundation tree`: every supervisor and server of a running node.
@Command(
        name = "tree",
        mixinStandardHelpOptions = true,
        description = "Draws the supervisors and servers of a running node; --json prints one object.")
final class NodeTree extends Verb {

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Override
    Result<Integer> run(Output output) {
        return data.node().flatMap(node -> node.ask("tree", Map.of(), item -> show(item, output)));
    }

    private void show(Value root, Output output) {
        if (json()) {
            output.line(JsonText.write(root));
            return;
        }
        var now = Scheduler.system().clock().wallTime();
        NodeTreeView.lines(new NodeAnswer(root), now).forEach(output::line);
    }
}
