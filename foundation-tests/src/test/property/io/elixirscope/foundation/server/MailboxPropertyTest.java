package io.elixirscope.foundation.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many senders, random mixes of calls and casts, small and large mailboxes, each policy: everything accepted and
/// not dropped by the policy is handled exactly once, in the order of its sender, one at a time, and nobody hangs.
@Timeout(120)
@InEveryMode
final class MailboxPropertyTest {
    sealed interface Tally {
        record Asked(int sender, int number) implements Tally, Call<Tally, Integer> {}

        record Told(int sender, int number) implements Tally, Cast<Tally> {}
    }

    /// What the server saw. Not thread-safe on purpose: only the server's own thread may touch it.
    private static final class Seen {
        final int[] last;
        final boolean[] ordered;
        final AtomicInteger inside = new AtomicInteger();
        int handled;
        boolean alone = true;

        Seen(int senders) {
            last = new int[senders];
            ordered = new boolean[senders];
            java.util.Arrays.fill(ordered, true);
        }

        void handle(int sender, int number) {
            alone &= inside.incrementAndGet() == 1;
            ordered[sender] &= number > last[sender];
            last[sender] = number;
            handled++;
            inside.decrementAndGet();
        }
    }

    private static GenServer.Overflow overflow(long seed) {
        return switch ((int) (seed % 3)) {
            case 0 -> GenServer.Overflow.block(Duration.ofMinutes(1));
            case 1 -> GenServer.Overflow.reject();
            default -> GenServer.Overflow.dropOldest();
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 12, 13, 14, 15, 17, 20, 21, 34})
    void everyAcceptedMessageIsHandledOnceInItsSendersOrder(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        int senders = 1 + random.nextInt(12);
        int capacity = 1 << random.nextInt(11);
        int percentCalls = random.nextInt(101);
        var seen = new Seen(senders);
        var builder = GenServer.named("tally", Tally.class)
                .init(_ -> Init.ready(seen))
                .onCall(Tally.Asked.class, (asked, state) -> {
                    state.handle(asked.sender(), asked.number());
                    return Reply.ok(asked.number(), state);
                })
                .onCast(Tally.Told.class, (told, state) -> {
                    state.handle(told.sender(), told.number());
                    return Next.state(state);
                })
                .view(state -> state.handled)
                .mailbox(capacity, overflow(seed));
        var definition = Mode.declare(builder).build();
        int accepted = 0;
        long dropped;
        try (var stage = Stage.system()) {
            stage.start(definition);
            var server = stage.ref(definition);
            List<CompletableFuture<Integer>> running = new ArrayList<>();
            for (int sender = 0; sender < senders; sender++) {
                int me = sender;
                var own = random.split();
                running.add(stage.async(() -> send(server, me, own, percentCalls)));
            }
            for (var one : running) {
                accepted += one.get();
            }
            dropped = ((ServerCell<?, ?>) server).lost(Loss.DROPPED);
        }
        String round = "seed " + seed + ", " + overflow(seed) + ", senders " + senders + ", capacity " + capacity
                + ", calls " + percentCalls;
        assertThat(seen.handled).as(round).isEqualTo((int) (accepted - dropped));
        assertThat(seen.alone).as(round).isTrue();
        assertThat(seen.ordered).as(round).doesNotContain(false);
    }

    private static int send(ServerRef<Tally> server, int me, SplittableRandom random, int percentCalls) {
        int accepted = 0;
        for (int number = 1; number <= 1_500; number++) {
            if (random.nextInt(100) < percentCalls) {
                assertThat(server.call(new Tally.Asked(me, number), Duration.ofMinutes(1)))
                        .isEqualTo(Result.ok(number));
                accepted++;
            } else {
                accepted += took(server.cast(new Tally.Told(me, number)));
            }
        }
        return accepted;
    }

    private static int took(Result<?> cast) {
        if (cast instanceof Result.Err<?>(var error)) {
            assertThat(error.type()).isEqualTo(FoundationErrorType.RESOURCE_EXHAUSTED);
            return 0;
        }
        return 1;
    }
}
