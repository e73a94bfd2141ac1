package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.ReportStyle;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.pubsub.PubSub;
import io.elixirscope.foundation.registry.ServerRegistry;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.server.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What docs/guides/servers.md shows is what compiles, and what it says of it holds.
class ServersGuideSmokeTest {
    private static final Pattern VARYING = Pattern.compile(
            "\\+[0-9.]+ (ns|µs|ms|s) +|took [0-9.]+ (ns|µs|ms|s)|operation id [0-9a-f]{16}|epoch = [0-9]+");

    private final Document guide = Document.of("docs/guides/servers.md");

    private static FoundationError errorOf(Result<?> result) {
        return ((Result.Err<?>) result).error();
    }

    private static String steady(String text) {
        return VARYING.matcher(text).replaceAll("~");
    }

    @Test
    void showsTheCodeThatIsCompiled() {
        assertThat(guide.blocks("java"))
                .hasSizeGreaterThan(5)
                .containsExactlyElementsOf(ExampleCode.regions(ServersGuide.class));
    }

    @Test
    void theFirstServerAnswers() {
        assertThat(ServersGuide.firstCall()).isEqualTo(Result.ok(8));
        assertThat(ServersGuide.tell(ServersGuide.firstCall())).isEqualTo("8 left");
    }

    @Test
    void bothFormsAnswerAlike() {
        try (var stage = Stage.system()) {
            var stock = ServersGuide.withOneSwitch();
            stage.start(stock);

            assertThat(ServersGuide.tell(stage.ref(stock).call(new ServersGuide.Stock.Reserve("anvil", 6))))
                    .isEqualTo("no: too few of anvil");
            assertThat(stage.ref(stock).call(new ServersGuide.Stock.Reserve("anvil", 5)))
                    .isEqualTo(Result.ok(0));
        }
    }

    @Test
    void handlersAreTestedAsFunctions() {
        var reply = ServersGuide.reserve(new ServersGuide.Stock.Reserve("anvil", 1), Map.of("anvil", 5));

        assertThat(reply.state()).containsEntry("anvil", 4);
    }

    @Test
    void showsWhatAMissingHandlerGives() {
        assertThatThrownBy(() -> GenServer.named("stock", ServersGuide.Stock.class)
                        .init(_ -> Init.ready(Map.<String, Integer>of()))
                        .onCall(ServersGuide.Stock.Reserve.class, ServersGuide::reserve)
                        .build())
                .satisfies(refused -> assertThat(guide.blocks("text")).contains(refused.getMessage() + "\n"));
    }

    @Test
    void theViewIsReadWithoutAMessage() {
        Server<ServersGuide.Meter, ServersGuide.Mean> server;
        try (var stage = Stage.system()) {
            var meter = ServersGuide.meter();
            stage.start(meter);
            server = stage.ref(meter);
            server.cast(new ServersGuide.Meter.Seen(10)).orElseThrow();
            server.cast(new ServersGuide.Meter.Seen(20)).orElseThrow();
        }

        assertThat(server.read()).isEqualTo(new ServersGuide.Mean(2, 15));
        assertThat(server.staleSince()).isPresent();
    }

    @Test
    void aCachedValueStays() {
        try (var stage = Stage.system()) {
            var cache = ServersGuide.cache(Duration.ofHours(1));
            stage.start(cache);
            var first = stage.ref(cache).call(new ServersGuide.Cache.Get("a"));

            assertThat(stage.ref(cache).call(new ServersGuide.Cache.Get("a"))).isEqualTo(first);
        }
    }

    @Test
    void aCoinLetsOneIn() throws Exception {
        try (var stage = Stage.system()) {
            var turnstile = ServersGuide.turnstile();
            stage.start(turnstile);
            var waiting = stage.async(() -> stage.ref(turnstile).call(new ServersGuide.Turnstile.Pass()));
            while (stage.ref(turnstile).read() == 0) {
                Thread.onSpinWait();
            }
            stage.ref(turnstile).cast(new ServersGuide.Turnstile.Coin()).orElseThrow();

            assertThat(waiting.get()).isEqualTo(Result.ok(0));
        }
    }

    @Test
    void showsACrashAsItsCallerSeesIt() {
        var answers = ServersGuide.parse("12", "twelve", "13");

        assertThat(answers.getFirst()).isEqualTo(Result.ok(12));
        assertThat(answers.getLast()).isEqualTo(Result.ok(13));
        var crash = errorOf(answers.get(1));
        assertThat(crash.type()).isEqualTo(FoundationErrorType.SERVER_CRASHED);
        var report = crash.report(ReportStyle.plain().withoutStacks());
        assertThat(guide.blocks("text").stream().map(ServersGuideSmokeTest::steady))
                .contains(steady(report));
    }

    @Test
    void aCartIsFoundByItsCustomer() {
        try (var stage = Stage.system()) {
            var carts = new ServerRegistry(stage.runtime)
                    .unique("carts", ServersGuide.Customer.class, ServersGuide.Cart.class);
            var customer = new ServersGuide.Customer(17);
            var tree = stage.start(ServersGuide.cart(carts, customer));

            assertThat(ServersGuide.put(carts, customer, "anvil")).isEqualTo(Result.ok(1));
            assertThat(ServersGuide.put(carts, customer, "rope")).isEqualTo(Result.ok(2));
            tree.stop();
            assertThat(errorOf(ServersGuide.put(carts, customer, "bell")).type())
                    .isEqualTo(FoundationErrorType.SERVICE_UNAVAILABLE);
        }
    }

    @Test
    void aKeyThatIsTakenIsRefused() {
        try (var stage = Stage.system()) {
            var carts = new ServerRegistry(stage.runtime)
                    .unique("carts", ServersGuide.Customer.class, ServersGuide.Cart.class);
            var same = GenServer.named("other", ServersGuide.Cart.class)
                    .init(context -> Init.ready(carts.register(context, new ServersGuide.Customer(17))))
                    .onCall(ServersGuide.Cart.Put.class, (_, registered) -> Reply.ok(0, registered))
                    .view(registered -> registered)
                    .build();
            stage.start(ServersGuide.cart(carts, new ServersGuide.Customer(17)), same);

            var taken = errorOf(stage.ref(same).read());
            assertThat(taken.type()).isEqualTo(FoundationErrorType.KEY_TAKEN);
            assertThat(taken.message()).endsWith("is held by server cart-17");
        }
    }

    @Test
    void aTillCountsWhatIsPublished() {
        try (var stage = Stage.system();
                var pubSub = new PubSub(stage.runtime)) {
            var till = ServersGuide.till(pubSub);
            var placed = pubSub.topic("orders.placed", ServersGuide.Placed.class);
            assertThat(ServersGuide.place(placed, "A0", 100)).isEqualTo(Result.ok(0));
            stage.start(till);
            assertThat(ServersGuide.place(placed, "A1", 250)).isEqualTo(Result.ok(1));
            assertThat(ServersGuide.place(placed, "A2", 50)).isEqualTo(Result.ok(1));
            while (stage.ref(till).read() < 300) {
                Thread.onSpinWait();
            }

            assertThat(stage.ref(till).read()).isEqualTo(300);
        }
    }

    @Test
    void aWardenHearsOfAnEnd() {
        try (var stage = Stage.system()) {
            var warden = ServersGuide.warden();
            var parser = ServersGuide.parser();
            stage.start(warden, parser);
            stage.ref(warden)
                    .call(new ServersGuide.Warden.Guard(stage.ref(parser)))
                    .orElseThrow();
            assertThat(errorOf(stage.ref(parser).call(new ServersGuide.Parser.Parse("x")))
                            .type())
                    .isEqualTo(FoundationErrorType.SERVER_CRASHED);
            while (stage.ref(warden).read().isEmpty()) {
                Thread.onSpinWait();
            }

            assertThat(stage.ref(warden).read()).containsExactly("parser");
        }
    }

    @Test
    void anIdleConnectionEndsAndAFastStockAnswers() {
        try (var stage = Stage.system()) {
            var connection = ServersGuide.connection(Duration.ofHours(1));
            var stock = ServersGuide.fastStock();
            stage.start(connection, stock);

            assertThat(stage.ref(connection).call(new ServersGuide.Connection.Send("a")))
                    .isEqualTo(Result.ok(1));
            assertThat(stage.ref(stock).call(new ServersGuide.Stock.Reserve("anvil", 2)))
                    .isEqualTo(Result.ok(3));
        }
    }

    @Test
    void aTrappingPartnerHearsOfAnEnd() {
        try (var stage = Stage.system()) {
            var pump = ServersGuide.pump("pump");
            var parser = ServersGuide.parser();
            stage.start(pump, parser);
            stage.ref(pump).call(new ServersGuide.Pump.Join(stage.ref(parser))).orElseThrow();
            assertThat(errorOf(stage.ref(parser).call(new ServersGuide.Parser.Parse("x")))
                            .type())
                    .isEqualTo(FoundationErrorType.SERVER_CRASHED);
            while (stage.ref(pump).read().isEmpty()) {
                Thread.onSpinWait();
            }

            assertThat(stage.ref(pump).read()).containsExactly("parser");
        }
    }
}
