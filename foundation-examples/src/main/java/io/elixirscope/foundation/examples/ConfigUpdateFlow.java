package io.elixirscope.foundation.examples;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.config.Default;
import io.elixirscope.foundation.config.Updatable;
import java.util.ArrayList;
import java.util.List;

/// Changing settings while the program runs: a change set is applied whole or not at all, and makes a version.
public final class ConfigUpdateFlow {

    record AppConfig(Orders orders) {
        record Orders(
                @Updatable @Default("100") int batchSize,
                @Updatable @Default("10") int maxOpen,
                @Default("/var/orders") String folder) {

            Orders {
                if (batchSize < 1) {
                    throw new IllegalArgumentException("batchSize must be >= 1, was " + batchSize);
                }
            }
        }
    }

    private ConfigUpdateFlow() {}

    /// Prints what the flow does.
    public static void main(String[] arguments) {
        run().forEach(IO::println);
    }

    static List<String> run() {
        var told = new ArrayList<String>();
        try (var foundation =
                Foundation.builder().config(AppConfig.class).start().orElseThrow()) {
            var config = foundation.config(AppConfig.class);

            // two settings at once; who changes them is in the context
            var version = foundation
                    .newContext("tune")
                    .with("who", "alice")
                    .call(() -> config.update(change -> change.set("orders.batch-size", 50)
                            .set("orders.max-open", 20)
                            .because("load test")))
                    .orElseThrow();
            told.add("v" + version.number() + " by " + version.who() + ": " + version.cause());
            told.add("batch size " + config.current().orders().batchSize());

            // one good and one bad value: refused, and nothing is applied
            config.update(change -> change.set("orders.max-open", 30).set("orders.batch-size", 0))
                    .peekError(error -> told.add(error.report()));
            told.add("max open is still " + config.current().orders().maxOpen());

            // a setting that is not marked as updatable
            config.update(change -> change.set("orders.folder", "/tmp")).peekError(error -> told.add(error.report()));

            config.history().forEach(entry -> told.add("history: v" + entry.number() + " " + entry.changedPaths()));
        }
        return told;
    }
}
