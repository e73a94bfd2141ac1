package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.control.ControlClient;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;

/// The option `--data DIR`, and the configuration of the node that runs on it.
final class ConfigData {

    @Mixin
    private DataDirectory data = new DataDirectory();

    /// Sends a request of the control protocol.
    ///
    /// @return the exit code, or why there is none
    Result<Integer> ask(String verb, Map<String, Value> args, Consumer<? super Value> items) {
        return data.node().flatMap((ControlClient node) -> node.ask(verb, args, items));
    }
}
