package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.testkit.Deterministic;
import io.elixirscope.foundation.testkit.DeterministicRun;
import io.elixirscope.foundation.testkit.FoundationExtension;
import io.elixirscope.foundation.testkit.ManualClock;
import io.elixirscope.foundation.testkit.TestServers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The examples of docs/guides/testing.md; `TestingGuideSmokeTest` runs them.
final class TestingGuide {
    private TestingGuide() {}

    // @start region="server"
    sealed interface Till {
        record Pay(int amount) implements Till, Call<Till, Integer> {}

        record Total() implements Till, Call<Till, Integer> {}

        record Correct(int total) implements Till, Cast<Till> {}

        record Close() implements Till, Cast<Till> {}
    }

    static Reply<Integer, Integer> pay(Till.Pay pay, Integer total) {
        return Reply.ok(total + pay.amount(), total + pay.amount());
    }

    static GenServer<Till, Integer> till() {
        return GenServer.named("till", Till.class)
                .init(context -> {
                    context.sendAfter(new Till.Close(), Duration.ofHours(8));
                    return Init.ready(0);
                })
                .onCall(Till.Pay.class, TestingGuide::pay)
                .onCall(Till.Total.class, (_, total) -> Reply.ok(total, total))
                .onCast(Till.Correct.class, (correct, _) -> Next.state(correct.total()))
                .onCast(Till.Close.class, (_, _) -> Next.state(0))
                .build();
    }
    // @end region="server"

    // @start region="function"
    @Test
    void addsThePayment() {
        assertThat(pay(new Till.Pay(5), 10).state()).isEqualTo(15);
    }
    // @end region="function"

    // @start region="extension"
    @ExtendWith(FoundationExtension.class)
    static class TillTest {
        @Test
        void pays(TestServers servers) {
            Server<Till, Integer> till = servers.start(till());
            assertThat(till.call(new Till.Pay(5))).isEqualTo(Result.ok(5));
        }
    }
    // @end region="extension"

    @ExtendWith(FoundationExtension.class)
    static class ManualTime {
        // @start region="time"
        @Test
        void closesAfterEightHours(TestServers servers, ManualClock clock) {
            var till = servers.start(till());
            till.call(new Till.Pay(5)).orElseThrow();
            clock.advance(Duration.ofHours(7));
            assertThat(till.read()).isEqualTo(5);
            clock.advance(Duration.ofHours(1));
            assertThat(till.read()).isEqualTo(0);
        }
        // @end region="time"

        // @start region="window"
        @Test
        void survivesThreeCrashesInFiveSecondsAgainAndAgain(TestServers servers, ManualClock clock) {
            var till = servers.start(till());
            servers.crashes().in("till").before(Till.Pay.class).next(6);
            for (int i = 1; i <= 6; i++) {
                till.call(new Till.Pay(5));
                if (i == 3) {
                    clock.advance(Duration.ofSeconds(6));
                }
            }
            assertThat(till.call(new Till.Pay(5))).isEqualTo(Result.ok(5));
        }
        // @end region="window"
    }

    @ExtendWith(FoundationExtension.class)
    static class Crashes {
        // @start region="crash"
        @Test
        void aCrashCostsOnePayment(TestServers servers) {
            var till = servers.start(till());
            var crash = servers.crashes().in("till").after(Till.Pay.class).next(1);
            assertThat(till.call(new Till.Pay(5)).succeeded()).isFalse();
            assertThat(till.call(new Till.Pay(5))).isEqualTo(Result.ok(5));
            assertThat(crash.injected()).isEqualTo(1);
        }
        // @end region="crash"
    }

    // @start region="race"
    static void correctTwice(DeterministicRun run) {
        var till = run.start(till());
        var ada = run.fork("ada", () -> correct(till));
        var bob = run.fork("bob", () -> correct(till));
        ada.join();
        bob.join();
        assertThat(till.call(new Till.Total())).as("two corrections").isEqualTo(Result.ok(2));
    }

    static Result<?> correct(Server<Till, Integer> till) {
        int total = till.call(new Till.Total()).orElseThrow();
        return till.cast(new Till.Correct(total + 1));
    }
    // @end region="race"

    // @start region="explore"
    @Test
    void noCorrectionIsLost() {
        Deterministic.explore(300, TestingGuide::correctTwice);
    }
    // @end region="explore"
}
