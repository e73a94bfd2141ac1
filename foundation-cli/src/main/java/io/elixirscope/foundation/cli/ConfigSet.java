package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `foundation config set PATH VALUE`: changes settings at run time, all given or none.
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = {
            "Gives settings a value at run time, all of them or none. The change is checked whole, written down with"
                    + " its author and cause, and outlives restarts until it is reset.",
            "A value is spelled as in a properties file: 50, 2s, 16MiB, a,b."
        },
        footer = {"", "Example: foundation config set orders.batch-size 50 --because 'load test' --data DIR"})
final class ConfigSet extends Verb {

    @Mixin
    private ConfigData data = new ConfigData();

    @Mixin
    private StoppedRecord record = new StoppedRecord();

    @Mixin
    private ChangeOptions options = new ChangeOptions();

    @Parameters(index = "0", paramLabel = "PATH", description = "A setting, such as orders.batch-size.")
    private String path = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "Its value.")
    private String value = "";

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "PATH VALUE",
            description = "Further settings, changed together with the first.")
    private List<String> more = List.of();

    @Override
    Result<Integer> run(Output output) {
        Map<String, Value> args = options.args();
        args.put("set", Value.map(settings()));
        return data.ask("config.update", args, record, output, item -> ConfigAnswer.show(item, json(), output));
    }

    private Map<String, Value> settings() {
        if (more.size() % 2 != 0) {
            throw usage("the value of " + more.getLast() + " is missing");
        }
        var settings = new LinkedHashMap<String, Value>(Map.of(path, Value.of(value)));
        for (int at = 0; at < more.size(); at += 2) {
            if (settings.put(more.get(at), Value.of(more.get(at + 1))) != null) {
                throw usage(more.get(at) + " is given twice");
            }
        }
        return settings;
    }
}
