package io.elixirscope.foundation.benchmarks;

import io.elixirscope.foundation.benchmarks.loop.Callers;
import io.elixirscope.foundation.benchmarks.servers.ServerContender;
import io.elixirscope.foundation.server.CycleCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The rows about servers.
final class ServersGroup {
    static final String NAME = "servers";

    private static final String EVERYTHING = " with everything";
    private static final Callers EIGHT = Callers.virtual(8);
    private static final Callers EIGHT_PLATFORM = Callers.platform(8);
    private static final Callers THOUSAND = Callers.virtual(1_000);

    private ServersGroup() {}

    static List<Work> works() {
        return Stream.of(nonBlocking(), crowds(), queued(), lives(), others())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Work> nonBlocking() {
        return List.of(
                row("call idle nonblocking", Callers.ONE)
                        .ours(ServerContender.OUR_NON_BLOCKING_CALLS)
                        .limit(ServerContender.LOCK)
                        .peer("queue", ServerContender.QUEUE_CALLS)
                        .peer("executor", ServerContender.EXECUTOR_CALLS)
                        .peer("jox", ServerContender.JOX_CALLS)
                        .peer("pekko", ServerContender.PEKKO_ASKS)
                        .target(new Target.TimesLimit(2), new Target.BytesOfLimit()),
                row("call idle nonblocking" + EVERYTHING, Callers.ONE)
                        .ours(ServerContender.OUR_NON_BLOCKING_CALLS_WITH_EVERYTHING)
                        .limit(ServerContender.LOCK)
                        .target(new Target.TimesLimit(4)));
    }

    private static List<Work> crowds() {
        return List.of(
                row("call 8 virtual callers nonblocking", EIGHT)
                        .ours(ServerContender.OUR_NON_BLOCKING_CALLS)
                        .limit(ServerContender.LOCK)
                        .peer("queue", ServerContender.QUEUE_CALLS)
                        .peer("jox", ServerContender.JOX_CALLS)
                        .peer("pekko", ServerContender.PEKKO_ASKS)
                        .target(
                                new Target.FasterThanPeer(8, "queue"),
                                new Target.P999AsPeer("queue"),
                                new Target.SlowestCaller(0.5)),
                row("call 8 virtual callers nonblocking" + EVERYTHING, EIGHT)
                        .ours(ServerContender.OUR_NON_BLOCKING_CALLS_WITH_EVERYTHING)
                        .peer("queue", ServerContender.QUEUE_CALLS)
                        .target(
                                new Target.FasterThanPeer(5, "queue"),
                                new Target.P999AsPeer("queue"),
                                new Target.SlowestCaller(0.5)),
                row("call 8 platform callers nonblocking", EIGHT_PLATFORM)
                        .ours(ServerContender.OUR_NON_BLOCKING_CALLS)
                        .limit(ServerContender.LOCK)
                        .peer("queue", ServerContender.QUEUE_CALLS)
                        .peer("pekko", ServerContender.PEKKO_ASKS)
                        .target(new Target.FasterThanPeer(15, "queue")),
                row("call 8 platform callers nonblocking" + EVERYTHING, EIGHT_PLATFORM)
                        .ours(ServerContender.OUR_NON_BLOCKING_CALLS_WITH_EVERYTHING)
                        .peer("queue", ServerContender.QUEUE_CALLS)
                        .target(new Target.FasterThanPeer(15, "queue")),
                row("call 1000 virtual callers nonblocking", THOUSAND)
                        .ours(ServerContender.OUR_NON_BLOCKING_CALLS)
                        .peer("queue", ServerContender.QUEUE_CALLS)
                        .peer("pekko", ServerContender.PEKKO_ASKS)
                        .target(new Target.FasterThanPeer(1.5, "queue"), new Target.SlowestCaller(0.05)));
    }

    private static List<Work> queued() {
        return List.of(
                row("call mailbox", Callers.ONE)
                        .ours(ServerContender.OUR_QUEUED_CALLS)
                        .limit(ServerContender.QUEUE_CALLS_WITH_DEADLINE)
                        .peer("queue", ServerContender.QUEUE_CALLS)
                        .peer("executor", ServerContender.EXECUTOR_CALLS)
                        .peer("jox", ServerContender.JOX_CALLS)
                        .peer("pekko", ServerContender.PEKKO_ASKS)
                        .target(new Target.TimesPeer(1.2, "queue")),
                row("call mailbox 8 virtual callers", EIGHT)
                        .ours(ServerContender.OUR_QUEUED_CALLS)
                        .limit(ServerContender.QUEUE_CALLS_WITH_DEADLINE)
                        .peer("queue", ServerContender.QUEUE_CALLS)
                        .target(new Target.TimesPeer(1, "queue")),
                casts("cast 10000 1", Callers.ONE, 100),
                casts("cast 10000 4", Callers.virtual(4), 160));
    }

    private static Work casts(String name, Callers senders, double atMostNanos) {
        return row(name, senders)
                .ours(ServerContender.OUR_CASTS)
                .limit(ServerContender.INLINE_CASTS)
                .peer("arrayQueue", ServerContender.ARRAY_QUEUE_CASTS)
                .peer("linkedQueue", ServerContender.LINKED_QUEUE_CASTS)
                .peer("jox", ServerContender.JOX_CASTS)
                .peer("pekko", ServerContender.PEKKO_TELLS)
                .target(new Target.Nanos(atMostNanos));
    }

    private static List<Work> lives() {
        return List.of(
                row("spawn stop", Callers.ONE)
                        .ours(ServerContender.OUR_NON_BLOCKING_START_STOP)
                        .limit(ServerContender.THREADS)
                        .peer("pekko", ServerContender.PEKKO_SPAWNS)
                        .target(new Target.Nanos(500)),
                row("spawn stop blocking", Callers.ONE)
                        .ours(ServerContender.OUR_QUEUED_START_STOP)
                        .limit(ServerContender.THREADS)
                        .target(new Target.Nanos(1_500)),
                row("idle server bytes", Callers.NONE)
                        .ours(ServerContender.OUR_NON_BLOCKING_IDLE)
                        .limit(ServerContender.IDLE_FIELDS)
                        .peer("pekko", ServerContender.PEKKO_IDLE)
                        .target(new Target.Bytes(256)),
                row("idle server bytes blocking", Callers.NONE)
                        .ours(ServerContender.OUR_QUEUED_IDLE)
                        .limit(ServerContender.IDLE_FIELDS)
                        .peer("parkedThread", ServerContender.IDLE_THREADS)
                        .target(new Target.Bytes(2_048)),
                row("restart", Callers.ONE)
                        .ours(ServerContender.OUR_RESTARTS)
                        .peer("pekko", ServerContender.PEKKO_RESTARTS)
                        .target(new Target.P99Nanos(200_000)));
    }

    private static List<Work> others() {
        return List.of(
                new Work(
                        NAME,
                        "cycle check",
                        Subject.of("ours", CycleCheck.Maker.BUSY, Callers.ONE),
                        Optional.empty(),
                        List.of(),
                        new Target.Nanos(100)),
                row("read view", Callers.ONE)
                        .ours(ServerContender.OUR_VIEWS)
                        .limit(ServerContender.VOLATILE_READ)
                        .target(new Target.TimesLimit(2)));
    }

    private static RowOf row(String name, Callers callers) {
        return new RowOf(name, callers);
    }

    /// A work, put together step by step.
    private static final class RowOf {
        private final String name;
        private final Callers callers;
        private final List<Subject> peers = new ArrayList<>();
        private Subject ours;
        private Optional<Subject> limit = Optional.empty();

        RowOf(String name, Callers callers) {
            this.name = name;
            this.callers = callers;
        }

        RowOf ours(ServerContender contender) {
            ours = Subject.of("ours", contender, callers);
            return this;
        }

        RowOf limit(ServerContender contender) {
            limit = Optional.of(Subject.of("limit", contender, callers));
            return this;
        }

        RowOf peer(String peer, ServerContender contender) {
            peers.add(Subject.of(peer, contender, callers));
            return this;
        }

        Work target(Target... targets) {
            Target target = targets.length == 1 ? targets[0] : new Target.All(Arrays.asList(targets));
            return new Work(NAME, name, ours, limit, peers, target);
        }
    }
}
