package io.elixirscope.foundation.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class GenServerBuilderTest {
    sealed interface Stock {
        record Reserve(String sku) implements Stock, Call<Stock, Integer> {}

        sealed interface Change extends Stock {}

        record Restocked(String sku) implements Change, Cast<Stock> {}

        enum Signal implements Change, Cast<Stock> {
            RESET,
            CLOSE {
                @Override
                public String toString() {
                    return "close";
                }
            }
        }
    }

    sealed interface Odd {
        record Both() implements Odd, Call<Odd, Integer> {}

        record Neither() implements Odd {}
    }

    interface Open {}

    sealed interface Half {
        non-sealed interface Rest extends Half {}
    }

    private static GenServerBuilder<Stock, Integer, Integer> stock() {
        return GenServer.named("stock", Stock.class).init(_ -> Init.ready(0));
    }

    @Nested
    class Build {
        @Test
        void takesAHandlerForEachVariantWithAndWithoutContext() {
            var server = stock().onCall(Stock.Reserve.class, (_, state, _) -> Reply.ok(state, state))
                    .onCast(Stock.Restocked.class, (_, state) -> Next.state(state + 1))
                    .onCast(Stock.Signal.class, (_, state, _) -> Next.state(state))
                    .build();
            assertThat(server.name()).isEqualTo("stock");
            assertThat(server.protocol()).isEqualTo(Stock.class);
        }

        @Test
        void namesEveryVariantThatNobodyHandlesAlsoNestedOnes() {
            var builder = stock().onCall(Stock.Reserve.class, (_, state) -> Reply.ok(state, state));
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("server stock: no handler for Restocked, Signal; add onCall or onCast for each");
        }

        @Test
        void refusesAMessageThatIsNotExactlyOneOfCallAndCast() {
            var builder = GenServer.named("odd", Odd.class)
                    .init(_ -> Init.ready(0))
                    .handle((_, state, _) -> Next.state(state));
            assertThatThrownBy(builder::build)
                    .hasMessage("server odd: Neither must implement either Call or Cast, implements neither");
        }

        @Test
        void refusesAnInterfaceWhoseMessagesAreNotKnown() {
            var builder = GenServer.named("half", Half.class)
                    .init(_ -> Init.ready(0))
                    .handle((_, state, _) -> Next.state(state));
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("server half: Rest is an interface that is not sealed: seal it");
        }

        @Test
        void refusesHandlersBesideOneFunctionForAll() {
            var builder = stock().onCast(Stock.Restocked.class, (_, state) -> Next.state(state))
                    .handle((_, state, _) -> Next.state(state));
            assertThatThrownBy(builder::build).hasMessageContaining("onCall and onCast cannot be used with it");
        }
    }

    @Nested
    class Handlers {
        @Test
        void refusesASecondHandlerForOneMessage() {
            var builder = stock().onCast(Stock.Restocked.class, (_, state) -> Next.state(state));
            assertThatThrownBy(() -> builder.onCast(Stock.Restocked.class, (_, state) -> Next.state(state)))
                    .hasMessage("server stock: Restocked has two handlers");
        }

        @Test
        void refusesASecondFunctionForAll() {
            var builder = stock().handle((_, state, _) -> Next.state(state));
            assertThatThrownBy(() -> builder.handle((_, state, _) -> Next.state(state)))
                    .hasMessageContaining("two functions");
        }

        @Test
        void refusesANullHandler() {
            BiFunction<Stock.Restocked, Integer, Next<Integer>> none = null;
            assertThatThrownBy(() -> stock().onCast(Stock.Restocked.class, none))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage(
                            "server stock: the handler of Restocked is null; give a function (message, state) → step");
        }

        @Test
        void dispatchesByTheDeclaredTypeOfEnumConstants() {
            assertThat(HandlerTable.typeOf(Stock.Signal.CLOSE)).isEqualTo(Stock.Signal.class);
            assertThat(HandlerTable.typeOf(new Stock.Reserve("a"))).isEqualTo(Stock.Reserve.class);
        }
    }

    @Nested
    class Arguments {
        @Test
        void refusesAProtocolThatIsNotSealed() {
            assertThatThrownBy(() -> GenServer.named("open", Open.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a protocol must be a sealed interface");
        }

        @Test
        void namesWhatIsNull() {
            assertThatThrownBy(() -> GenServer.named(null, Stock.class))
                    .hasMessageContaining("a server's name is null");
            assertThatThrownBy(() -> GenServer.named("stock", null)).hasMessageContaining("the protocol is null");
        }

        @Test
        void refusesAnUnusableName() {
            for (String name : List.of("", "a b", "a\n", "x".repeat(129))) {
                assertThatThrownBy(() -> GenServer.named(name, Stock.class))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("1-128 characters without white space");
            }
        }

        @Test
        void refusesAMailboxWithoutPlaces() {
            assertThatThrownBy(() -> stock().mailbox(0)).hasMessage("mailbox capacity must be >= 1, was 0");
        }

        @Test
        void refusesAStartNumberOutOfRange() {
            assertThatThrownBy(() -> new ServerTable(-1)).hasMessageContaining("was -1");
            assertThatThrownBy(() -> new ServerTable(1L << 23)).hasMessageContaining("8388607");
            assertThat(new ServerTable((1L << 23) - 1).nextEpoch()).isPositive();
        }
    }
}
