package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.StoppedNode;
import io.elixirscope.foundation.control.ControlClient;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/// The option `--data DIR`, and the configuration there: of the node that runs on it, or as the last one left it.
final class ConfigData {

    @Mixin
    private DataDirectory data = new DataDirectory();

    /// Sends a request of the control protocol to the node that runs, or answers it from the directory.
    ///
    /// @param output is told when no node runs
    /// @param items takes what is answered
    /// @return the exit code, or why there is none
    Result<Integer> ask(String verb, Map<String, Value> args, Output output, Consumer<? super Value> items) {
        return ask(verb, args, items, stopped -> {
            output.say("no node runs on " + data.directory() + ": this is what the last one left");
            return stopped.ask(verb, args, user(), items);
        });
    }

    /// The same for a verb that only a running node answers.
    Result<Integer> askRunning(String verb, Map<String, Value> args, Consumer<? super Value> items) {
        return data.node().flatMap(node -> node.ask(verb, args, items));
    }

    /// The same for verbs that need the application's record while no node runs.
    Result<Integer> ask(
            String verb, Map<String, Value> args, StoppedRecord record, Output output, Consumer<? super Value> items) {
        return ask(
                verb,
                args,
                items,
                stopped ->
                        record.use(stopped, known -> known.ask(verb, args, user(), item -> tell(item, output, items))));
    }

    private Result<Integer> ask(
            String verb,
            Map<String, Value> args,
            Consumer<? super Value> items,
            Function<StoppedNode, Result<Integer>> stopped) {
        return switch (data.node()) {
            case Result.Ok<ControlClient>(var node) -> node.ask(verb, args, items);
            case Result.Err<ControlClient>(var error)
            when error.type() == FoundationErrorType.SERVICE_UNAVAILABLE ->
                StoppedNode.of(data.directory(), data.scheduler()).flatMap(stopped);
            case Result.Err<ControlClient>(var error) -> Result.err(error);
        };
    }

    private void tell(Value item, Output output, Consumer<? super Value> items) {
        items.accept(item);
        output.flush();
        var answer = new NodeAnswer(item);
        output.say("no node runs on " + data.directory()
                + (answer.value("changed").equals(Value.of(true))
                        ? ": the change takes effect when one starts"
                        : ": this is what the last one left"));
        var unchecked = answer.list("unchecked").stream()
                .map(SettingText::of)
                .map(section -> section.isEmpty() ? "the root" : section)
                .toList();
        if (!unchecked.isEmpty()) {
            output.say("not checked before then, as values there are not written down: the rules of "
                    + String.join(", ", unchecked));
        }
    }

    private static String user() {
        return System.getProperty("user.name", "unknown");
    }
}
