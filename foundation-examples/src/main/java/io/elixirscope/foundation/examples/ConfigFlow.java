package io.elixirscope.foundation.examples;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.config.Default;
import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reading settings: a record is the schema, defaults and overrides are its layers, and reading never waits.
public final class ConfigFlow {

    record AppConfig(Server server) {
        record Server(
                @Default("8080") int port, @Default("2s") Duration timeout) {}
    }

    private ConfigFlow() {}

    /// Prints what the flow does.
    public static void main(String[] arguments) {
        run().forEach(IO::println);
    }

    static List<String> run() {
        var told = new ArrayList<String>();
        try (var foundation = Foundation.builder()
                .config(AppConfig.class)
                .override("server.port", 9090)
                .start()
                .orElseThrow()) {
            var config = foundation.config(AppConfig.class);

            // the whole record, typed: one volatile read
            AppConfig.Server server = config.current().server();
            told.add("port " + server.port() + ", timeout " + server.timeout());

            // one setting by its path
            told.add("server.timeout is "
                    + config.get("server.timeout", Duration.class).orElseThrow());

            // a wrong path is a foreseen failure
            if (config.get("server.prot", Integer.class) instanceof Result.Err<Integer>(var error)) {
                told.add(error.report());
            }
        }

        // settings that break a rule do not start; all problems come at once
        var refused = Foundation.builder()
                .config(AppConfig.class)
                .override("server.port", "many")
                .override("server.timeout", "10")
                .start();
        refused.peekError(error -> told.add(error.report()));
        return told;
    }
}
