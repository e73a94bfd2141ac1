package io.elixirscope.foundation;

import io.elixirscope.foundation.config.Default;
import io.elixirscope.foundation.config.Updatable;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.value.Value;
import java.util.Map;

/// The examples of the root's documentation; `SnippetsSmokeTest` runs them.
final class Snippets {

    private Snippets() {}

    // @start region="foundation"
    record ShopConfig(Orders orders) {
        record Orders(@Updatable @Default("10") int limit) {}
    }

    sealed interface Stock {
        record Reserve(String sku, int count) implements Stock, Call<Stock, Integer> {}
    }

    static int reserveTwo() {
        var inventory = GenServer.named("inventory", Stock.class)
                .init(_ -> Init.ready(10))
                .onCall(
                        Stock.Reserve.class,
                        (reserve, left) -> Reply.ok(left - reserve.count(), left - reserve.count()))
                .build();
        var shop = Supervisor.named("shop").child(inventory).build();
        try (var foundation = Foundation.builder()
                .config(ShopConfig.class)
                .supervise(shop)
                .start()
                .orElseThrow()) {
            int left = foundation
                    .ref(inventory)
                    .call(new Stock.Reserve("sku-1", 2))
                    .orElseThrow();
            foundation
                    .config(ShopConfig.class)
                    .update(change -> change.set("orders.limit", 5).because("stocktaking"))
                    .orElseThrow();
            foundation
                    .events()
                    .record("stock.reserved", Value.map(Map.of("left", Value.of(left))))
                    .orElseThrow();
            return left;
        }
    }
    // @end region="foundation"
}
