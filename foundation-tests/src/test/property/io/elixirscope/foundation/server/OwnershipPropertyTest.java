package io.elixirscope.foundation.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.ThreadKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who owns a server whose callers run their own calls: random callers on threads of both kinds, calls with and without
/// hope, casts, nested calls, crashes. Each message is handled at most once, each answered one exactly once, one at a
/// time and in its sender's order; nobody hangs, and in the end nobody owns the server.
@Timeout(120)
final class OwnershipPropertyTest {
    private static final int MESSAGES = 1_000;
    /// When a sender or a role that is left counts as lost for good.
    private static final int GIVEN_UP_SECONDS = 60;

    sealed interface Work {
        record Asked(int sender, int number) implements Work, Call<Work, Integer> {}

        record Nested(int sender, int number, Server<Work, ?> other) implements Work, Call<Work, Boolean> {}

        record Told(int sender, int number) implements Work, Cast<Work> {}

        record Fails(int sender, int number) implements Work, Call<Work, Integer> {}
    }

    /// What a server saw, over all its incarnations. Only its owner may touch the plain fields.
    private static final class Seen {
        final int[] last;
        final ConcurrentHashMap<Long, Integer> handled = new ConcurrentHashMap<>();
        volatile Thread inside;
        int total;
        volatile String wrong = "";

        Seen(int senders) {
            last = new int[senders];
        }

        int enter(int sender, int number) {
            if (inside != null) {
                wrong += " two at once;";
            }
            inside = Thread.currentThread();
            if (number <= last[sender]) {
                wrong += " " + number + " after " + last[sender] + " of " + sender + ";";
            }
            last[sender] = number;
            handled.merge(id(sender, number), 1, Integer::sum);
            total++;
            return number;
        }

        void leave() {
            inside = null;
        }
    }

    private static long id(int sender, int number) {
        return ((long) sender << 32) | number;
    }

    private static GenServer<Work, Integer> server(String name, Seen seen, int capacity) {
        return GenServer.named(name, Work.class)
                .init(_ -> Init.ready(seen.total))
                .handle((message, state, _) -> step(message, state, seen))
                .mailbox(capacity)
                .nonBlocking()
                .build();
    }

    private static Step<Integer> step(Work message, int state, Seen seen) {
        try {
            return switch (message) {
                case Work.Asked(int sender, int number) -> Reply.ok(seen.enter(sender, number), state + 1);
                case Work.Told(int sender, int number) -> {
                    seen.enter(sender, number);
                    yield Next.state(state + 1);
                }
                case Work.Nested(int sender, int number, var other) -> {
                    seen.enter(sender, number);
                    boolean inner = other.call(new Work.Asked(sender, number), Duration.ofMinutes(1))
                            .succeeded();
                    yield Reply.ok(inner, state + 1);
                }
                case Work.Fails(int sender, int number) -> {
                    seen.enter(sender, number);
                    throw new IllegalStateException("storm");
                }
            };
        } finally {
            seen.leave();
        }
    }

    static java.util.stream.LongStream seeds() {
        return java.util.stream.LongStream.rangeClosed(1, Long.getLong("ownership.rounds", 12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyMessageHasOneOwner(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        int senders = 1 + random.nextInt(10);
        int capacity = 1 << random.nextInt(11);
        int[] percent = {random.nextInt(60), random.nextInt(30), random.nextInt(20), random.nextInt(3)};
        String round = "seed " + seed + ", senders " + senders + ", capacity " + capacity + ", "
                + java.util.Arrays.toString(percent);
        var seen = List.of(new Seen(senders), new Seen(senders));
        var outer = server("outer", seen.get(0), capacity);
        var inner = server("inner", seen.get(1), capacity);
        List<Sender> all = new ArrayList<>();
        try (var stage = Stage.system()) {
            var tree = stage.start(io.elixirscope.foundation.supervision.Supervisor.named("storm")
                    .intensity(1_000_000, Duration.ofDays(1))
                    .child(inner)
                    .child(outer)
                    .build());
            List<CompletableFuture<Boolean>> running = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                var sender = new Sender(i, stage.ref(outer), stage.ref(inner), random.split(), percent);
                all.add(sender);
                var done = new CompletableFuture<Boolean>();
                var kind = random.nextBoolean() ? ThreadKind.PLATFORM : ThreadKind.VIRTUAL;
                stage.runtime.scheduler().start("sender " + i, kind, () -> {
                    try {
                        sender.send();
                        done.complete(true);
                    } catch (Throwable thrown) {
                        done.completeExceptionally(thrown);
                    }
                });
                running.add(done);
            }
            for (var one : running) {
                one.get(GIVEN_UP_SECONDS, TimeUnit.SECONDS);
            }
            for (var definition : List.of(outer, inner)) {
                var cell = (ServerCell<?, ?>) stage.ref(definition);
                awaitIdle(cell, round);
                assertThat(cell.mailbox().length()).isZero();
                assertThat(cell.incarnation().owner()).isNull();
                assertThat(cell.read())
                        .as("each start begins with all that was handled")
                        .isEqualTo(definition == outer ? seen.get(0).total : seen.get(1).total);
            }
            assertThat(tree.ended()).isEmpty();
        }
        for (var each : seen) {
            assertThat(each.wrong).as(round).isEmpty();
            assertThat(each.handled.values()).as(round).allMatch(times -> times == 1);
        }
        for (var sender : all) {
            assertThat(seen.get(0).handled.keySet()).as(round).containsAll(sender.certain);
        }
    }

    private static void awaitIdle(ServerCell<?, ?> cell, String round) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GIVEN_UP_SECONDS);
        while (cell.mailbox().arrived()) {
            assertThat(System.nanoTime() - end).as("the role is lost: " + round).isNegative();
            Thread.onSpinWait();
        }
    }

    /// One sender and what it knows.
    private static final class Sender {
        private final int me;
        private final Server<Work, Integer> outer;
        private final Server<Work, Integer> inner;
        private final SplittableRandom random;
        private final int[] percent;
        final List<Long> certain = new ArrayList<>();

        Sender(
                int me,
                Server<Work, Integer> outer,
                Server<Work, Integer> inner,
                SplittableRandom random,
                int[] percent) {
            this.me = me;
            this.outer = outer;
            this.inner = inner;
            this.random = random;
            this.percent = percent;
        }

        void send() {
            for (int number = 1; number <= MESSAGES; number++) {
                int dice = random.nextInt(100);
                if (dice < percent[0]) {
                    know(number, outer.cast(new Work.Told(me, number)));
                } else if (dice < percent[0] + percent[1]) {
                    var limit = random.nextBoolean() ? Duration.ofMinutes(1) : Duration.ofNanos(random.nextInt(50_000));
                    know(number, outer.call(new Work.Asked(me, number), limit));
                } else if (dice < percent[0] + percent[1] + percent[2]) {
                    know(number, outer.call(new Work.Nested(me, number, inner), Duration.ofMinutes(1)));
                } else if (dice < percent[0] + percent[1] + percent[2] + percent[3]) {
                    var answer = outer.call(new Work.Fails(me, number), Duration.ofMinutes(1));
                    assertThat(((Result.Err<?>) answer).error().type()).isEqualTo(FoundationErrorType.SERVER_CRASHED);
                } else {
                    know(number, outer.call(new Work.Asked(me, number), Duration.ofMinutes(1)));
                }
            }
        }

        private void know(int number, Result<?> answer) {
            switch (answer) {
                case Result.Ok<?>(var value) -> {
                    assertThat(value).isNotEqualTo(false);
                    certain.add(id(me, number));
                }
                case Result.Err<?>(var error) ->
                    assertThat(error.type())
                            .isIn(
                                    FoundationErrorType.TIMEOUT,
                                    FoundationErrorType.RESOURCE_EXHAUSTED,
                                    FoundationErrorType.SERVICE_UNAVAILABLE);
            }
        }
    }
}
