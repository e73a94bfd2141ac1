package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.supervision.ChildSpec;
import io.elixirscope.foundation.supervision.DynamicSupervisor;
import io.elixirscope.foundation.supervision.RestartStrategy;
import io.elixirscope.foundation.supervision.RestartType;
import io.elixirscope.foundation.supervision.Shutdown;
import io.elixirscope.foundation.supervision.SupervisionTree;
import io.elixirscope.foundation.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/// The servers of one round: three groups, one for each strategy, each with a server of every kind; and places where
/// servers come and go while others call them.
final class SoakWorld {
    private static final int PLACES = 3;
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final int OFTEN = 1_000_000;

    /// Makes servers that are started and stopped while the round runs.
    private final DynamicSupervisor dynamic = DynamicSupervisor.named("coming-and-going")
            .intensity(OFTEN, FOR_EVER)
            .build();

    private final Ledger ledger = new Ledger();
    private final int senders;
    private final SplittableRandom random;
    private final Map<Site, Server<Job, Job.Mark>> refs = new ConcurrentHashMap<>();
    private final List<Site> permanent = new ArrayList<>();
    private final AtomicReferenceArray<Site> temporary = new AtomicReferenceArray<>(PLACES);
    private final Stage stage;
    private final SupervisionTree tree;
    private volatile long restarts;

    SoakWorld(Stage stage, int senders, SplittableRandom random) {
        this.stage = stage;
        this.senders = senders;
        this.random = random;
        var root = Supervisor.named("soak").intensity(OFTEN, FOR_EVER);
        for (var strategy : RestartStrategy.values()) {
            var group = Supervisor.named("group-" + strategy).strategy(strategy).intensity(OFTEN, FOR_EVER);
            for (var kind : Site.Kind.values()) {
                Site site = site(strategy + "-" + kind, kind);
                permanent.add(site);
                Duration patience = Duration.ofMillis(random.nextInt(2, 12));
                group.child(site.definition, child -> child.shutdown(Shutdown.within(patience)));
            }
            root.child(group.build());
        }
        this.tree = stage.start(root.child(dynamic).build());
    }

    private Site site(String name, Site.Kind kind) {
        var site = new Site(name, kind, this);
        refs.put(site, stage.ref(site.definition));
        return site;
    }

    // What a server is made with, drawn in the order in which the servers are made.

    int nextNumber() {
        return refs.size();
    }

    int nextMailbox() {
        return 1 << random.nextInt(8);
    }

    long nextSeed() {
        return random.nextLong();
    }

    int senders() {
        return senders;
    }

    Ledger ledger() {
        return ledger;
    }

    /// Ends the tree, under load.
    void stop() {
        restarts = tree.restarts();
        stage.close();
    }

    SoakAccount account() {
        Map<String, Long> counts = ledger.counts();
        counts.put("restarts", restarts);
        for (var ref : refs.values()) {
            var cell = (ServerCell<?, ?>) ref;
            counts.merge("dropped", cell.lost(Loss.DROPPED), Long::sum);
            counts.merge("skipped", cell.lost(Loss.SKIPPED), Long::sum);
            counts.merge("late replies", cell.lost(Loss.REPLY_LATE), Long::sum);
            counts.merge("mailbox full", cell.lost(Loss.MAILBOX_FULL), Long::sum);
        }
        return new SoakAccount(counts);
    }

    /// A thread that should have ended, and how its server stands.
    void stuck(Thread thread) {
        var servers = new StringBuilder();
        refs.forEach((site, ref) -> {
            if (site.name.equals(thread.getName())) {
                servers.append(", ")
                        .append(site.label)
                        .append(" of ")
                        .append(((ServerCell<?, ?>) ref).incarnation())
                        .append(' ')
                        .append(ref);
            }
        });
        ledger.wrong("thread " + thread.getName() + " does not end, it is at " + Arrays.toString(thread.getStackTrace())
                + servers);
    }

    /// The accounts of all servers, once everything has ended.
    void settle() {
        refs.forEach((site, ref) -> site.settle((ServerCell<?, ?>) ref));
    }

    /// A server that is there all the time but for its restarts.
    Site permanent(int number) {
        return permanent.get(Math.floorMod(number, permanent.size()));
    }

    /// Some other server that is there all the time.
    Site other(String name, long number) {
        Site first = permanent((int) number);
        return first.name.equals(name) ? permanent((int) number + 1) : first;
    }

    /// A server that comes and goes; null while its place is empty.
    Site temporary(int number) {
        return temporary.get(Math.floorMod(number, PLACES));
    }

    Server<Job, Job.Mark> ref(Site site) {
        return refs.get(site);
    }

    /// Lets servers come and go until the round ends.
    void churn(SplittableRandom dice) {
        var children = tree.children(dynamic);
        while (!ledger.stopping && !ledger.failed()) {
            int place = dice.nextInt(PLACES);
            Site there = temporary.get(place);
            if (there != null) {
                temporary.set(place, null);
                check(children.stop(there.name), true);
                continue;
            }
            Site next = site("place-" + place, Site.Kind.values()[dice.nextInt(3)]);
            var spec = ChildSpec.of(next.definition)
                    .restart(RestartType.values()[dice.nextInt(3)])
                    .shutdown(Shutdown.within(Duration.ofMillis(dice.nextInt(1, 10))));
            check(children.start(spec), false);
            temporary.set(place, next);
            LockSupport.parkNanos(dice.nextInt(5_000_000));
        }
    }

    /// A child that is not restarted may have ended by itself; nothing comes or goes once the tree stops.
    private void check(Result<Done> outcome, boolean mayBeGone) {
        if (outcome instanceof Result.Err<Done>(var error)
                && !(mayBeGone && error.type() == FoundationErrorType.DATA_NOT_FOUND)
                && !(error.type() == FoundationErrorType.SERVICE_UNAVAILABLE && ledger.stopping)) {
            ledger.wrong("a child did not start or stop: " + error);
        }
    }
}
