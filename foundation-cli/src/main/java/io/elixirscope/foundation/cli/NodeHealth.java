package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `foundation health`: how a running node does, and why. The exit code is 1 when it has FAILED or cannot be asked:
/// a DEGRADED node does its work.
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = "Asks a running node how it does; --json prints one object.",
        footer = "%nExit code: 0 HEALTHY or DEGRADED, 1 FAILED or no answer, 2 wrong usage.")
final class NodeHealth extends Verb {

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Override
    Result<Integer> run(Output output) {
        return data.node().flatMap(node -> node.ask("health", Map.of(), item -> show(item, output)));
    }

    private void show(Value health, Output output) {
        if (json()) {
            output.line(JsonText.write(health));
        } else {
            NodeHealthView.lines(new NodeAnswer(health)).forEach(output::line);
        }
    }
}
