package io.elixirscope.foundation.documents;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.pubsub.PubSub;
import io.elixirscope.foundation.pubsub.Subscription;
import io.elixirscope.foundation.pubsub.Topic;
import io.elixirscope.foundation.registry.UniqueNamespace;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.ReplyTo;
import io.elixirscope.foundation.server.ServerRef;
import io.elixirscope.foundation.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The examples of docs/guides/servers.md; `ServersGuideSmokeTest` runs them and compares what they print.
final class ServersGuide {

    private ServersGuide() {}

    // @start region="protocol"
    sealed interface Stock {
        record Reserve(String sku, int count) implements Stock, Call<Stock, Integer> {}

        record Delivered(String sku, int count) implements Stock, Cast<Stock> {}
    }
    // @end region="protocol"

    // @start region="logic"
    static Reply<Integer, Map<String, Integer>> reserve(Stock.Reserve order, Map<String, Integer> stock) {
        int left = stock.getOrDefault(order.sku(), 0) - order.count();
        if (left < 0) {
            var refusal = FoundationError.of(FoundationErrorType.INVALID_INPUT, "too few of " + order.sku());
            return Reply.err(refusal.with("wanted", order.count()), stock);
        }
        return Reply.ok(left, with(stock, order.sku(), left));
    }

    static Next<Map<String, Integer>> delivered(Stock.Delivered goods, Map<String, Integer> stock) {
        return Next.state(with(stock, goods.sku(), stock.getOrDefault(goods.sku(), 0) + goods.count()));
    }
    // @end region="logic"

    private static Map<String, Integer> with(Map<String, Integer> stock, String sku, int count) {
        var next = new TreeMap<>(stock);
        next.put(sku, count);
        return Map.copyOf(next);
    }

    // @start region="server"
    static GenServer<Stock, Map<String, Integer>> stockServer() {
        return GenServer.named("stock", Stock.class)
                .init(context -> Init.ready(Map.of("anvil", 5)))
                .onCall(Stock.Reserve.class, ServersGuide::reserve)
                .onCast(Stock.Delivered.class, ServersGuide::delivered)
                .build();
    }
    // @end region="server"

    // @start region="call"
    static Result<Integer> firstCall() {
        var stock = stockServer();
        var shop = Supervisor.named("shop").child(stock).build();
        try (var foundation = Foundation.builder().supervise(shop).start().orElseThrow()) {
            var server = foundation.ref(stock);
            Result<Done> accepted = server.cast(new Stock.Delivered("anvil", 10));
            return accepted.flatMap(_ -> server.call(new Stock.Reserve("anvil", 7), Duration.ofMillis(500)));
        }
    }
    // @end region="call"

    // @start region="switch"
    static GenServer<Stock, Map<String, Integer>> withOneSwitch() {
        return GenServer.named("stock", Stock.class)
                .init(context -> Init.ready(Map.of("anvil", 5)))
                .handle((message, state, context) -> switch (message) {
                    case Stock.Reserve order -> reserve(order, state);
                    case Stock.Delivered goods -> delivered(goods, state);
                })
                .build();
    }
    // @end region="switch"

    // @start region="answers"
    static String tell(Result<Integer> answer) {
        return switch (answer) {
            case Result.Ok(var left) -> left + " left";
            case Result.Err(var error)
            when error.type() == FoundationErrorType.INVALID_INPUT -> "no: " + error.message();
            case Result.Err(var error) -> "ask again later: " + error.type().fullCode();
        };
    }
    // @end region="answers"

    // @start region="view"
    sealed interface Meter {
        record Seen(long nanos) implements Meter, Cast<Meter> {}
    }

    static final class Sums {
        long count;
        long nanos;
    }

    record Mean(long count, double nanos) {}

    static GenServer<Meter, Mean> meter() {
        return GenServer.named("meter", Meter.class)
                .init(context -> Init.ready(new Sums()))
                .onCast(Meter.Seen.class, (seen, sums) -> {
                    sums.count++;
                    sums.nanos += seen.nanos();
                    return Next.state(sums);
                })
                .view(sums -> new Mean(sums.count, sums.count == 0 ? 0 : (double) sums.nanos / sums.count))
                .build();
    }
    // @end region="view"

    // @start region="timers"
    sealed interface Cache {
        record Get(String key) implements Cache, Call<Cache, String> {}

        record Expire(String key) implements Cache, Cast<Cache> {}
    }

    static GenServer<Cache, Map<String, String>> cache(Duration age) {
        return GenServer.named("cache", Cache.class)
                .init(context -> Init.ready(Map.<String, String>of()))
                .onCall(Cache.Get.class, (get, entries, context) -> {
                    if (entries.containsKey(get.key())) {
                        return Reply.ok(entries.get(get.key()), entries);
                    }
                    context.sendAfter(new Cache.Expire(get.key()), age);
                    var next = new TreeMap<>(entries);
                    next.put(get.key(), "loaded at " + context.now());
                    return Reply.ok(next.get(get.key()), Map.copyOf(next));
                })
                .onCast(Cache.Expire.class, (expire, entries) -> {
                    var next = new TreeMap<>(entries);
                    next.remove(expire.key());
                    return Next.state(Map.copyOf(next));
                })
                .build();
    }
    // @end region="timers"

    // @start region="idle"
    sealed interface Connection {
        record Send(String line) implements Connection, Call<Connection, Integer> {}

        record Hangup() implements Connection, Cast<Connection> {}
    }

    static GenServer<Connection, Integer> connection(Duration patience) {
        return GenServer.named("connection", Connection.class)
                .init(context -> Init.ready(0))
                .onCall(
                        Connection.Send.class,
                        (send, sent) -> Reply.<Integer, Integer>ok(sent + 1, sent + 1)
                                .thenAfterIdle(patience, new Connection.Hangup()))
                .onCast(Connection.Hangup.class, (hangup, sent) -> Next.stop(sent, ExitReason.normal()))
                .build();
    }
    // @end region="idle"

    // @start region="later"
    sealed interface Turnstile {
        record Pass() implements Turnstile, Call<Turnstile, Integer> {}

        record Coin() implements Turnstile, Cast<Turnstile> {}
    }

    static GenServer<Turnstile, Integer> turnstile() {
        return GenServer.named("turnstile", Turnstile.class)
                .init(context -> Init.ready(new ArrayDeque<ReplyTo<Integer>>()))
                .onCall(Turnstile.Pass.class, (pass, waiting, context) -> {
                    waiting.add(context.replyTo(pass));
                    return Reply.later(waiting);
                })
                .onCast(Turnstile.Coin.class, (coin, waiting) -> {
                    letOneIn(waiting);
                    return Next.state(waiting);
                })
                .view(Queue::size)
                .build();
    }

    private static void letOneIn(Queue<ReplyTo<Integer>> waiting) {
        while (!waiting.isEmpty()) {
            if (waiting.remove().ok(waiting.size())) {
                return; // false: that caller has given up, so the coin is the next one's
            }
        }
    }
    // @end region="later"

    // @start region="crash"
    sealed interface Parser {
        record Parse(String text) implements Parser, Call<Parser, Integer> {}
    }

    static GenServer<Parser, Integer> parser() {
        return GenServer.named("parser", Parser.class)
                .init(context -> Init.ready(0))
                .onCall(Parser.Parse.class, (parse, done) -> Reply.ok(Integer.parseInt(parse.text()), done + 1))
                .build();
    }

    static List<Result<Integer>> parse(String... texts) {
        var parser = parser();
        var shop = Supervisor.named("shop").child(parser).build();
        try (var foundation = Foundation.builder().supervise(shop).start().orElseThrow()) {
            var context = foundation.newContext("import prices").withCorrelationId("import-7");
            return context.call(() -> Stream.of(texts)
                    .map(text -> foundation.ref(parser).call(new Parser.Parse(text)))
                    .toList());
        }
    }
    // @end region="crash"

    // @start region="nonblocking"
    static GenServer<Stock, Map<String, Integer>> fastStock() {
        return GenServer.named("fast-stock", Stock.class)
                .init(context -> Init.ready(Map.of("anvil", 5)))
                .onCall(Stock.Reserve.class, ServersGuide::reserve)
                .onCast(Stock.Delivered.class, ServersGuide::delivered)
                .mailbox(256, GenServer.Overflow.dropOldest())
                .nonBlocking()
                .build();
    }
    // @end region="nonblocking"

    // @start region="registry"
    record Customer(long number) {}

    sealed interface Cart {
        record Put(String sku) implements Cart, Call<Cart, Integer> {}
    }

    static GenServer<Cart, List<String>> cart(UniqueNamespace<Customer, Cart> carts, Customer customer) {
        return GenServer.named("cart-" + customer.number(), Cart.class)
                .init(context -> switch (carts.register(context, customer)) {
                    case Result.Ok<Done> _ -> Init.ready(List.<String>of());
                    case Result.Err<Done>(var taken) -> Init.<List<String>>failed(taken);
                })
                .onCall(Cart.Put.class, (put, skus) -> Reply.ok(skus.size() + 1, add(skus, put.sku())))
                .build();
    }

    static Result<Integer> put(UniqueNamespace<Customer, Cart> carts, Customer customer, String sku) {
        return carts.ref(customer).call(new Cart.Put(sku));
    }
    // @end region="registry"

    // @start region="pubsub"
    record Placed(String order, int cents) {}

    sealed interface Till {
        record Count(int cents) implements Till, Cast<Till> {}
    }

    static GenServer<Till, Integer> till(PubSub pubSub) {
        var orders = pubSub.topic("orders.*", Placed.class);
        return GenServer.named("till", Till.class)
                .init(context -> switch (orders.subscribe(context, placed -> new Till.Count(placed.cents()))) {
                    case Result.Ok<Subscription> _ -> Init.ready(0);
                    case Result.Err<Subscription>(var refused) -> Init.<Integer>failed(refused);
                })
                .onCast(Till.Count.class, (count, sum) -> Next.state(sum + count.cents()))
                .build();
    }

    static Result<Integer> place(Topic<Placed> placed, String order, int cents) {
        return placed.publish(new Placed(order, cents)); // how many took it; nobody is no error
    }
    // @end region="pubsub"

    // @start region="monitor"
    sealed interface Warden {
        record Guard(ServerRef<?> server) implements Warden, Call<Warden, Done> {}

        record Ended(String server, ExitReason reason) implements Warden, Cast<Warden> {}
    }

    static GenServer<Warden, List<String>> warden() {
        return GenServer.named("warden", Warden.class)
                .init(context -> Init.ready(List.<String>of()))
                .onCall(Warden.Guard.class, (guard, ended, context) -> {
                    context.monitor(guard.server(), down -> new Warden.Ended(down.server(), down.reason()));
                    return Reply.ok(Done.DONE, ended);
                })
                .onCast(Warden.Ended.class, (end, ended) -> Next.state(add(ended, end.server())))
                .build();
    }
    // @end region="monitor"

    // @start region="link"
    sealed interface Pump {
        record Join(ServerRef<?> other) implements Pump, Call<Pump, Done> {}

        record PartnerEnded(String server) implements Pump, Cast<Pump> {}
    }

    static GenServer<Pump, List<String>> pump(String name) {
        return GenServer.named(name, Pump.class)
                .init(context -> Init.ready(List.<String>of()))
                .onCall(Pump.Join.class, (join, ended, context) -> {
                    context.link(join.other());
                    return Reply.ok(Done.DONE, ended);
                })
                .onCast(Pump.PartnerEnded.class, (end, ended) -> Next.state(add(ended, end.server())))
                .trapExits(exit -> new Pump.PartnerEnded(exit.server()))
                .build();
    }
    // @end region="link"

    private static List<String> add(List<String> names, String name) {
        return Stream.concat(names.stream(), Stream.of(name)).toList();
    }
}
