package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `foundation config get PATH`: the value in force, or all of a section.
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Prints the value of a setting, or path = value for each one of a section; secrets as •••; "
                + "--json prints an object for each.",
        footer = "%nExit code: 0 done, 1 no such setting or it is not set, 2 wrong usage.")
final class ConfigGet extends Verb {

    @Mixin
    private ConfigData data = new ConfigData();

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            defaultValue = "",
            description = "A setting such as orders.batch-size, or a section; everything unless given.")
    private String path = "";

    @Override
    Result<Integer> run(Output output) {
        var settings = new ArrayList<Value>();
        return data.ask("config.get", Map.of("path", Value.of(path)), output, settings::add)
                .flatMap(code -> show(code, settings, output));
    }

    private Result<Integer> show(int code, List<Value> settings, Output output) {
        for (var item : settings) {
            var setting = new NodeAnswer(item);
            boolean alone = setting.text("path").equals(path);
            if (alone && setting.value("value") instanceof Value.NullValue) {
                return Result.err(FoundationErrorType.CONFIG_PATH_NOT_FOUND, path + " is not set");
            }
            var value = SettingText.of(setting.value("value"));
            output.line(json() ? JsonText.write(item) : alone ? value : setting.text("path") + " = " + value);
        }
        return Result.ok(code);
    }
}
