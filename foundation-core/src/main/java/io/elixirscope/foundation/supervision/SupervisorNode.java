package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.server.ExitReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A running supervisor: what [SupervisorLogic] decides, done step by step. The decision
/// thread's, but for [#status(long)], [#counts()] and [#find(Supervisor)].
///
/// At most one operation (start, restart, change at run time, stop) is under way, a run of
/// [ChildSequence]; a stop replaces it. What comes meanwhile waits its turn, as in the mailbox of
/// an OTP supervisor; the end of a child that was started again since is old news. A restart that
/// waits ([RestartWaits]) is no operation: other children go on.
final class SupervisorNode {
    private final Supervisor definition;
    private final TreeParts parts;
    private final Owner owner;
    private final ChildList children;
    private final ChildSequence sequence = new ChildSequence();
    private final RestartWaits waits;
    private final RunTimeChildren runTime;
    private final ChildChanges changes;
    private final SupervisorTurns turns;
    private final Standing standing;
    private boolean gaveUp;
    private RestartHistory history = RestartHistory.EMPTY;

    /// Who hears that this supervisor ended by itself.
    interface Owner {
        void gaveUp(FoundationError error);

        void shutDown(String child);

        /// What follows when this supervisor ends by itself with `shutdown`.
        ChildNode.StopMode afterShutDown();
    }

    /// The end of a child that nobody asked for.
    private record Exit(
            ChildNode child,
            long life,
            ExitReason reason,
            @Nullable FoundationError error) {}

    SupervisorNode(Supervisor definition, TreeParts parts, Owner owner) {
        this.definition = definition;
        this.parts = parts;
        this.standing = parts.standing();
        this.turns = new SupervisorTurns(standing);
        this.owner = owner;
        parts.take(definition);
        try {
            this.children = new ChildList(definition, this::node);
        } catch (IllegalArgumentException refused) {
            parts.giveBack(definition);
            throw refused;
        }
        this.waits = new RestartWaits(parts);
        this.runTime = new RunTimeChildren(definition, children);
        this.changes = new ChildChanges(definition, children, sequence, waits, turns, runTime);
    }

    /// The supervisor made from `wanted`, here or below; null if there is none. Any thread.
    @Nullable
    SupervisorNode find(Supervisor wanted) {
        if (definition.equals(wanted)) {
            return this;
        }
        for (ChildNode child : children.present()) {
            SupervisorNode found =
                    child instanceof NestedNode nested ? nested.node().find(wanted) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private ChildNode node(ChildSpec spec) {
        return switch (spec.child()) {
            case ChildSpec.ServerChild(var server) -> new ServerNode(spec, server, parts, this);
            case ChildSpec.SupervisorChild(var supervisor) -> new NestedNode(spec, supervisor, parts, this);
        };
    }

    void start(Consumer<ChildNode.Started> done) {
        try {
            children.restore();
        } catch (IllegalArgumentException refused) {
            FoundationError error =
                    notStarted(String.valueOf(refused.getMessage())).causedBy(refused);
            parts.decisions().post(() -> done.accept(new ChildNode.Started.Failed(error)));
            return;
        }
        history = RestartHistory.EMPTY;
        gaveUp = false;
        turns.enter(SupervisorTurns.Phase.STARTING, ChildStatus.State.STARTING);
        startInOrder(sequence.begin(), children.present(), new Starts() {
            @Override
            public void done() {
                turns.running();
                done.accept(new ChildNode.Started.Ready());
            }

            @Override
            public void failed(ChildNode child, FoundationError error) {
                String id = child.spec().id();
                FoundationError failed = notStarted("its child " + id + " failed")
                        .with("child", id)
                        .causedBy(error);
                stop(ChildNode.StopMode.FOR_RESTART, () -> done.accept(new ChildNode.Started.Failed(failed)));
            }
        });
    }

    private FoundationError notStarted(String why) {
        return FoundationError.of(
                        FoundationErrorType.INITIALIZATION_FAILED,
                        "Supervisor " + definition.name() + " did not start: " + why)
                .with("supervisor", definition.name());
    }

    private void startInOrder(ChildSequence.Run run, List<ChildNode> nodes, Starts starts) {
        nodes.forEach(children::wake);
        run.start(nodes, starts);
    }

    void stop(ChildNode.StopMode mode, Runnable done) {
        standing.become(ChildStatus.State.STOPPING);
        stopAll(mode, () -> {
            standing.become(ChildStatus.State.STOPPED);
            done.run();
        });
    }

    /// Stops all children in reverse order, refusing what waits.
    private void stopAll(ChildNode.StopMode mode, Runnable done) {
        turns.enter(SupervisorTurns.Phase.STOPPING);
        waits.cancelAll();
        runTime.refuse();
        turns.refuse(_ -> true);
        sequence.begin().stop(children.present().reversed(), mode, () -> {
            turns.enter(SupervisorTurns.Phase.DOWN);
            done.run();
        });
    }

    void abandon() {
        children.present().forEach(ChildNode::abandon);
    }

    void close(ChildNode.Ending ending) {
        ChildNode.Ending how = gaveUp ? ChildNode.Ending.GIVEN_UP : ending;
        children.present().forEach(child -> child.close(how));
        standing.become(how == ChildNode.Ending.GIVEN_UP ? ChildStatus.State.GAVE_UP : ChildStatus.State.STOPPED);
    }

    boolean alive() {
        return !turns.is(SupervisorTurns.Phase.DOWN);
    }

    void waitUntil(Instant restart) {
        standing.waitUntil(restart);
    }

    boolean contains(String server) {
        return children.present().stream().anyMatch(child -> child.contains(server));
    }

    boolean unsettled(String server) {
        return children.present().stream().anyMatch(child -> child.unsettled(server));
    }

    /// Changes of its children while it runs.
    ChildChanges changes() {
        return changes;
    }

    void forget() {
        children.present().forEach(ChildNode::forget);
        parts.giveBack(definition);
    }

    void release() {
        children.present().forEach(ChildNode::release);
        parts.giveBack(definition);
    }

    /// A child ended without being asked to.
    void childEnded(ChildNode child, ExitReason reason, @Nullable FoundationError error) {
        Exit exit = new Exit(child, child.life(), reason, error);
        turns.when(() -> {
            if (exit.child().life() == exit.life()) {
                decide(exit);
            }
        });
    }

    private void decide(Exit exit) {
        ChildNode child = exit.child();
        if (!children.has(child) || children.rests(child)) {
            return; // its stop was asked for before its end had its turn
        }
        var end = new SupervisorLogic.End(
                child.spec().id(), exit.reason(), CrashSeverity.of(exit.reason(), exit.error()));
        var now = new SupervisorLogic.Moment(
                parts.nowNanos(), parts.runtime().scheduler().random());
        switch (SupervisorLogic.decide(definition.rules(), children.members(waits), end, history, now)) {
            case Decision.Leave _, Decision.Remove _ -> runTime.leave(child);
            case Decision.Join(var with) ->
                children.named(List.of(with)).forEach(each -> child.waitUntil(waits.until(each)));
            case Decision.Restart(var group, var delay, var counted) -> {
                history = counted;
                if (delay.isZero()) {
                    restart(exit, group);
                } else {
                    waitToRestart(exit, group, delay);
                }
            }
            case Decision.ShutDown _ -> shutDown(child);
            case Decision.GiveUp _ ->
                giveUp(exit, GiveUpReport.limit(definition, end.child(), exit.reason(), exit.error()));
            case Decision.Escalate(var severity) ->
                giveUp(exit, GiveUpReport.escalation(definition, end.child(), exit.reason(), exit.error(), severity));
        }
    }

    private Decision.Group group(ChildNode child) {
        return SupervisorLogic.group(
                definition.strategy(), children.members(waits), child.spec().id());
    }

    private void waitToRestart(Exit exit, Decision.Group group, Duration delay) {
        List<ChildNode> concerned = children.named(group.start());
        concerned.forEach(waits::cancel);
        Instant until = waits.begin(exit.child(), delay, due -> turns.when(() -> waited(exit, due)));
        concerned.stream().filter(children::isDown).forEach(each -> each.waitUntil(until));
        String id = exit.child().spec().id();
        parts.announcer()
                .announce(() -> parts.telemetry()
                        .waiting
                        .emit(
                                TimeSpan.nanos(delay),
                                definition.name(),
                                id,
                                exit.reason().toString()));
    }

    /// A wait is over. If its child was stopped before that had its turn, the others that are down have waited too.
    private void waited(Exit exit, ChildNode due) {
        boolean stopped = !children.has(due) || children.rests(due);
        if (!stopped) {
            restart(exit, group(due));
        } else if (definition.strategy() != RestartStrategy.ONE_FOR_ONE) {
            children.present().stream()
                    .filter(each -> children.isDown(each) && !waits.has(each))
                    .findFirst()
                    .ifPresent(each -> restart(exit, group(each)));
        }
    }

    private void restart(Exit exit, Decision.Group group) {
        List<ChildNode> start = children.named(group.start());
        List<ChildNode> stop = children.named(group.stop());
        turns.enter(SupervisorTurns.Phase.RESTARTING, ChildStatus.State.RESTARTING);
        if (stop.isEmpty() && start.size() == 1) {
            turns.about(start.getFirst());
        }
        start.forEach(waits::cancel);
        changes.refuseAskers(stop);
        announceRestart(exit);
        ChildSequence.Run run = sequence.begin();
        run.stop(stop, ChildNode.StopMode.FOR_RESTART, () -> {
            children.named(group.remove()).forEach(runTime::leave);
            startInOrder(run, start, new Starts() {
                @Override
                public void done() {
                    turns.running();
                }

                @Override
                public void failed(ChildNode failed, FoundationError error) {
                    failedAgain(run, new Exit(failed, failed.life(), ExitReason.failed(error.toException()), error));
                }
            });
        });
    }

    /// Where nobody listens no thread is started for it, which the next call would wait for.
    private void announceRestart(Exit exit) {
        if (parts.telemetry().restarted.enabled()) {
            String id = exit.child().spec().id();
            parts.announcer()
                    .announce(() -> parts.telemetry()
                            .restarted
                            .emit(1, definition.name(), id, exit.reason().toString()));
        }
    }

    /// As after a crash; in a turn of its own, so that a failing init does not deepen the stack.
    private void failedAgain(ChildSequence.Run run, Exit exit) {
        parts.decisions().post(() -> {
            if (!run.replaced()) {
                turns.enter(SupervisorTurns.Phase.RUNNING);
                decide(exit);
                if (turns.is(SupervisorTurns.Phase.RUNNING)) {
                    turns.running();
                }
            }
        });
    }

    private void shutDown(ChildNode child) {
        String id = child.spec().id();
        standing.become(ChildStatus.State.STOPPING);
        parts.announcer().announce(() -> parts.telemetry().shutDown.emit(1, definition.name(), id));
        stopAll(owner.afterShutDown(), () -> {
            standing.become(ChildStatus.State.STOPPED);
            owner.shutDown(id);
        });
    }

    private void giveUp(Exit exit, FoundationError error) {
        standing.become(ChildStatus.State.GAVE_UP);
        gaveUp = true;
        parts.announcer().announce(() -> {
            parts.runtime().errors().record(error);
            parts.telemetry()
                    .gaveUp
                    .emit(
                            1,
                            definition.name(),
                            exit.child().spec().id(),
                            exit.reason().toString());
        });
        stopAll(ChildNode.StopMode.FOR_RESTART, () -> owner.gaveUp(error));
    }

    /// How many children it has. Any thread.
    ChildCounts counts() {
        return ChildCounts.of(children.present());
    }

    ChildStatus status(long restarts) {
        var now = standing.now();
        return new ChildStatus(
                definition.name(),
                now.state(),
                now.since(),
                now.restartsAt(),
                restarts,
                ChildStatus.Work.NONE,
                children.present().stream().map(ChildNode::status).toList());
    }

    /// What follows from a start whatever it is for.
    private abstract class Starts implements ChildSequence.Starts {
        /// As in OTP, the specification of a temporary child that does not want to run is not
        /// kept.
        @Override
        public void ignored(ChildNode child) {
            runTime.leave(child);
        }

        @Override
        public void failedInParallel(ChildNode child, FoundationError error) {
            childEnded(child, ExitReason.failed(error.toException()), error);
        }
    }
}
