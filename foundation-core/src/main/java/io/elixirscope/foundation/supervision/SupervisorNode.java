package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.ExitReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A running supervisor: what [SupervisorLogic] decides, done step by step. The decision thread's,
/// but for [#status(long)].
///
/// At most one operation (start, restart, stop) is under way, a run of [ChildSequence]; a stop replaces it. Ends of
/// children that come meanwhile wait their turn, as in the mailbox of an OTP supervisor; one whose child was started
/// again since is old news.
final class SupervisorNode {
    private final Supervisor definition;
    private final TreeParts parts;
    private final Owner owner;
    private final ChildList children;
    private final ChildSequence sequence = new ChildSequence();
    private final RunTimeChildren runTime;
    private final ArrayDeque<Exit> postponed = new ArrayDeque<>();

    private final Standing standing;
    private volatile boolean gaveUp;
    private RestartWindow window = RestartWindow.EMPTY;
    /// Whose end the newest restart is about.
    private @Nullable ChildNode restarting;

    /// Who hears that this supervisor gave up.
    interface Owner {
        void gaveUp(FoundationError error);
    }

    private record Exit(
            ChildNode child,
            long life,
            ExitReason reason,
            @Nullable FoundationError error) {}

    SupervisorNode(Supervisor definition, TreeParts parts, Owner owner) {
        this.definition = definition;
        this.parts = parts;
        this.standing = parts.standing();
        this.owner = owner;
        List<ChildNode> nodes = new ArrayList<>();
        try {
            definition.children().forEach(spec -> nodes.add(node(spec)));
        } catch (IllegalArgumentException refused) {
            nodes.forEach(ChildNode::release);
            throw refused;
        }
        this.children = new ChildList(nodes);
        this.runTime = new RunTimeChildren(definition, children, this::node);
    }

    /// The supervisor made from `wanted`, here or below; null if there is none.
    @Nullable
    SupervisorNode find(Supervisor wanted) {
        if (definition.equals(wanted)) {
            return this;
        }
        for (ChildNode child : children.held()) {
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
        if (definition.dynamic()) {
            children.forget(children.held());
        }
        children.bringBack();
        window = RestartWindow.EMPTY;
        postponed.clear();
        gaveUp = false;
        standing.become(ChildStatus.State.STARTING);
        sequence.begin().start(children.held(), new Starts() {
            @Override
            public void done() {
                running();
                done.accept(new ChildNode.Started.Ready());
            }

            @Override
            public void failed(ChildNode child, FoundationError error) {
                startFailed(child, error, done);
            }
        });
    }

    private void startFailed(ChildNode child, FoundationError error, Consumer<ChildNode.Started> done) {
        standing.become(ChildStatus.State.STOPPING);
        FoundationError failed = FoundationError.of(
                        FoundationErrorType.INITIALIZATION_FAILED,
                        "Supervisor " + definition.name() + " did not start: its child "
                                + child.spec().id() + " failed")
                .with("supervisor", definition.name())
                .with("child", child.spec().id())
                .causedBy(error);
        stopAll(ChildNode.StopMode.FOR_RESTART, () -> {
            standing.become(ChildStatus.State.STOPPED);
            done.accept(new ChildNode.Started.Failed(failed));
        });
    }

    void stop(ChildNode.StopMode mode, Runnable done) {
        standing.become(ChildStatus.State.STOPPING);
        runTime.refuse();
        stopAll(mode, () -> {
            standing.become(ChildStatus.State.STOPPED);
            done.run();
        });
    }

    private void stopAll(ChildNode.StopMode mode, Runnable done) {
        sequence.begin().stop(children.present().reversed(), mode, done);
    }

    void abandon() {
        children.present().forEach(ChildNode::abandon);
    }

    void close(ChildNode.Ending ending) {
        ChildNode.Ending how = gaveUp ? ChildNode.Ending.GIVEN_UP : ending;
        children.held().forEach(child -> child.close(how));
        standing.become(how == ChildNode.Ending.GIVEN_UP ? ChildStatus.State.GAVE_UP : ChildStatus.State.STOPPED);
    }

    /// Adds a child and starts it; a dynamic supervisor's alone.
    void add(ChildSpec spec, Consumer<Result<Done>> done) {
        if (takesChildren()) {
            runTime.start(spec, done);
        } else {
            done.accept(Result.err(DynamicErrors.closed(definition)));
        }
    }

    /// Stops a child of a dynamic supervisor and forgets it.
    void stop(String id, Consumer<Result<Done>> done) {
        ChildNode child = children.find(id);
        if (!takesChildren()) {
            done.accept(Result.err(DynamicErrors.closed(definition)));
            return;
        }
        if (child == null) {
            done.accept(Result.err(DynamicErrors.unknown(definition, id)));
            return;
        }
        boolean endsRestart = standing.is(ChildStatus.State.RESTARTING) && child.equals(restarting);
        if (endsRestart) {
            sequence.begin();
        }
        runTime.stop(child, () -> {
            if (endsRestart && standing.is(ChildStatus.State.RESTARTING)) {
                running();
            }
            done.accept(Result.ok(Done.DONE));
        });
    }

    private boolean takesChildren() {
        return standing.is(ChildStatus.State.RUNNING) || standing.is(ChildStatus.State.RESTARTING);
    }

    void forget() {
        children.held().forEach(ChildNode::forget);
    }

    void release() {
        children.held().forEach(ChildNode::release);
    }

    /// A child ended without being asked to.
    void childEnded(ChildNode child, ExitReason reason, @Nullable FoundationError error) {
        Exit exit = new Exit(child, child.life(), reason, error);
        switch (standing.now().state()) {
            case RUNNING -> decide(exit);
            case STARTING, RESTARTING -> postponed.add(exit);
            case STOPPING, STOPPED, GAVE_UP -> {
                // whoever stops this supervisor finds the child ended already
            }
        }
    }

    private void running() {
        standing.become(ChildStatus.State.RUNNING);
        while (standing.is(ChildStatus.State.RUNNING) && !postponed.isEmpty()) {
            Exit exit = postponed.remove();
            if (exit.child().life() == exit.life()) {
                decide(exit);
            }
        }
    }

    private void decide(Exit exit) {
        if (!children.has(exit.child())) {
            return;
        }
        String id = exit.child().spec().id();
        var rules = new SupervisorLogic.Rules(
                definition.strategy(),
                definition.intensity(),
                children.present().stream().map(ChildNode::spec).toList());
        switch (SupervisorLogic.decide(rules, id, exit.reason(), window, parts.nowNanos())) {
            case Decision.Leave _ -> {
                if (definition.dynamic()) {
                    remove(List.of(id));
                } else {
                    exit.child().close(ChildNode.Ending.STOPPED);
                }
            }
            case Decision.Remove _ -> remove(List.of(id));
            case Decision.Restart restart -> restart(restart, exit);
            case Decision.GiveUp giveUp -> giveUp(giveUp, exit);
        }
    }

    private void remove(List<String> ids) {
        List<ChildNode> gone = children.named(ids);
        gone.forEach(child -> child.close(ChildNode.Ending.STOPPED));
        if (definition.dynamic()) {
            children.forget(gone);
        } else {
            children.drop(gone);
        }
    }

    private void restart(Decision.Restart decision, Exit exit) {
        window = decision.window();
        standing.become(ChildStatus.State.RESTARTING);
        restarting = exit.child();
        String id = exit.child().spec().id();
        parts.announcer()
                .announce(() -> parts.telemetry()
                        .restarted
                        .emit(1, definition.name(), id, exit.reason().toString()));
        ChildSequence.Run run = sequence.begin();
        run.stop(children.named(decision.stop()), ChildNode.StopMode.FOR_RESTART, () -> {
            remove(decision.remove());
            run.start(children.named(decision.start()), new Starts() {
                @Override
                public void done() {
                    running();
                }

                @Override
                public void failed(ChildNode failed, FoundationError error) {
                    // as after a crash; in a turn of its own, so that a failing init does not deepen the stack
                    Exit again = new Exit(failed, failed.life(), ExitReason.failed(error.toException()), error);
                    parts.decisions().post(() -> {
                        if (!run.replaced()) {
                            decide(again);
                        }
                    });
                }
            });
        });
    }

    private void giveUp(Decision.GiveUp decision, Exit exit) {
        standing.become(ChildStatus.State.GAVE_UP);
        gaveUp = true;
        runTime.refuse();
        FoundationError error = GiveUpReport.of(definition, exit.child().spec().id(), exit.reason(), exit.error());
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
        window = decision.window();
        stopAll(ChildNode.StopMode.FOR_RESTART, () -> owner.gaveUp(error));
    }

    ChildStatus status(long restarts) {
        var now = standing.now();
        return new ChildStatus(
                definition.name(),
                now.state(),
                now.since(),
                restarts,
                0,
                children.present().stream().map(ChildNode::status).toList());
    }

    /// What follows from a start whatever it is for.
    private abstract class Starts implements ChildSequence.Starts {
        /// As in OTP, the specification of a temporary child that does not want to run is not kept.
        @Override
        public void ignored(ChildNode child) {
            if (child.spec().restart() == RestartType.TEMPORARY) {
                remove(List.of(child.spec().id()));
            }
        }

        @Override
        public void failedInParallel(ChildNode child, FoundationError error) {
            childEnded(child, ExitReason.failed(error.toException()), error);
        }
    }
}
