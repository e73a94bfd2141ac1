package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `foundation config watch`: each new version of a running node as it comes into force.
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description =
                "Prints each new version of a running node as it comes into force, with what it changed, until it is "
                        + "interrupted or the node stops; --json prints an object for each.")
final class ConfigWatch extends Verb {

    @Mixin
    private ConfigData data = new ConfigData();

    @Option(
            names = "--since",
            paramLabel = "VERSION",
            converter = Arguments.Positive.class,
            description = "Begin with the versions after this one; after the one in force unless given.")
    private @Nullable Long since;

    @Override
    Result<Integer> run(Output output) {
        return (since == null ? newest() : Result.ok(since)).flatMap(from -> {
            output.say("watching from version " + from + " on; end with Ctrl-C");
            return data.askRunning("config.watch", Map.of("since", Value.of(from)), item -> show(item, output));
        });
    }

    private Result<Long> newest() {
        var newest = new AtomicLong(1);
        return data.askRunning(
                        "config.history",
                        Map.of("limit", Value.of(1)),
                        item -> newest.set(new NodeAnswer(item).number("version")))
                .map(_ -> newest.get());
    }

    private void show(Value item, Output output) {
        if (json()) {
            output.line(JsonText.write(item));
        } else {
            var version = new NodeAnswer(item);
            output.line(version.second("at") + "  " + ConfigVersionText.said(version));
            version.list("changes")
                    .forEach(change -> output.line("  " + ConfigVersionText.change(new NodeAnswer(change))));
        }
        output.flush();
    }
}
