package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.config.Checked;
import io.elixirscope.foundation.config.Default;
import io.elixirscope.foundation.config.Updatable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The settings of the shop.
///
/// @param orders taking orders
/// @param payment paying for them
public record OrdersConfig(Orders orders, Payment payment) {

    /// Taking orders.
    ///
    /// @param batchSize goods in one delivery to the warehouse
    /// @param maxOpen orders in work; more are not accepted
    public record Orders(
            @Updatable @Default("100") int batchSize,
            @Updatable @Default("200") int maxOpen) implements Checked {

        @Override
        public List<String> violations() {
            return broken(
                    batchSize < 1 || batchSize > 10_000 ? "batchSize must be 1 to 10,000, was " + batchSize : "",
                    maxOpen < 1 || maxOpen > 1_000 ? "maxOpen must be 1 to 1,000, was " + maxOpen : "");
        }
    }

    /// Paying for them.
    ///
    /// @param gateway where to post charges
    /// @param timeout how long to wait for one answer of the gateway
    /// @param concurrency requests to the gateway at the same time
    public record Payment(
            URI gateway,
            @Updatable @Default("800ms") Duration timeout,
            @Updatable @Default("16") int concurrency) implements Checked {

        @Override
        public List<String> violations() {
            return broken(
                    timeout.toMillis() < 50 ? "timeout must be >= 50ms, was " + timeout.toMillis() + "ms" : "",
                    concurrency < 1 || concurrency > 256 ? "concurrency must be 1 to 256, was " + concurrency : "");
        }
    }

    private static List<String> broken(String... rules) {
        return Stream.of(rules).filter(rule -> !rule.isEmpty()).toList();
    }
}
