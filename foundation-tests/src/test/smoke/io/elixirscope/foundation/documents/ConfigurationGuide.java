package io.elixirscope.foundation.documents;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.config.Checked;
import io.elixirscope.foundation.config.Config;
import io.elixirscope.foundation.config.ConfigUpdate;
import io.elixirscope.foundation.config.ConfigVersion;
import io.elixirscope.foundation.config.Default;
import io.elixirscope.foundation.config.Secret;
import io.elixirscope.foundation.config.Updatable;
import io.elixirscope.foundation.error.Result;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The examples of docs/guides/configuration.md; `ConfigurationGuideSmokeTest` runs them.
final class ConfigurationGuide {

    private ConfigurationGuide() {}

    // @start region="record"
    record ShopConfig(Orders orders, Payment payment) {

        record Orders(
                @Updatable @Default("100") int batchSize,
                @Updatable @Default("2s") Duration timeout) implements Checked {

            @Override
            public List<String> violations() {
                return batchSize >= 1 && batchSize <= 1_000
                        ? List.of()
                        : List.of("batchSize must be 1 to 1,000, was " + batchSize);
            }
        }

        record Payment(URI gateway, @Secret String apiKey, Optional<Integer> limit) {}
    }
    // @end region="record"

    // @start region="start"
    static Result<Foundation> start(Path file, Path data) {
        return Foundation.builder()
                .config(ShopConfig.class)
                .configFile(file)
                .environment("SHOP")
                .dataDirectory(data)
                .start();
    }
    // @end region="start"

    // @start region="read"
    static Duration patience(Foundation foundation) {
        Config<ShopConfig> config = foundation.config(ShopConfig.class);
        return config.current().orders().timeout();
    }
    // @end region="read"

    // @start region="change"
    static Result<ConfigVersion> loadTest(Config<ShopConfig> config) {
        return config.update(change -> change.set("orders.batch-size", 50)
                .set("orders.timeout", "500ms")
                .because("load test"));
    }
    // @end region="change"

    // @start region="compare"
    static Result<ConfigVersion> larger(Config<ShopConfig> config) {
        var seen = config.snapshot();
        int next = seen.current().orders().batchSize() * 2;
        return config.update(seen.version().number(), change -> change.set("orders.batch-size", next));
    }
    // @end region="compare"

    // @start region="compute"
    static Result<ConfigVersion> oneMore(Config<ShopConfig> config) {
        return config.update(change -> change.compute("orders.batch-size", Integer.class, size -> size + 1));
    }
    // @end region="compute"

    // @start region="subscribe"
    static Result<ConfigUpdate.Subscription> follow(Config<ShopConfig> config, Consumer<Duration> told) {
        return config.subscribe(
                "orders.timeout",
                step -> told.accept(step.after().current().orders().timeout()));
    }
    // @end region="subscribe"

    // @start region="back"
    static Result<ConfigVersion.Rollback> back(Config<ShopConfig> config) {
        return config.rollback(1);
    }
    // @end region="back"
}
