package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.server.ExitReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A running supervisor: what [SupervisorLogic] decides, done step by step. The decision thread's,
/// but for [#status(long)].
///
/// At most one operation (start, restart, stop) is under way; a stop replaces it. Ends of children
/// that come meanwhile wait their turn, as in the mailbox of an OTP supervisor; one whose child was
/// started again since is old news.
final class SupervisorNode {
    private final Supervisor definition;
    private final TreeParts parts;
    private final Owner owner;
    private final List<ChildNode> all;
    private final ArrayDeque<Exit> postponed = new ArrayDeque<>();

    private volatile List<ChildNode> present;
    private final Standing standing;
    private volatile boolean gaveUp;
    private RestartWindow window = RestartWindow.EMPTY;
    private Operation operation = new Operation();

    /// Who hears that this supervisor gave up.
    interface Owner {
        void gaveUp(FoundationError error);
    }

    /// The identity of an operation: steps of a replaced one do nothing.
    private static final class Operation {}

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
        this.all = List.copyOf(nodes);
        this.present = all;
    }

    private ChildNode node(ChildSpec spec) {
        return switch (spec.child()) {
            case ChildSpec.ServerChild(var server) -> new ServerNode(spec, server, parts, this);
            case ChildSpec.SupervisorChild(var supervisor) -> new NestedNode(spec, supervisor, parts, this);
        };
    }

    void start(Consumer<ChildNode.Started> done) {
        present = all;
        window = RestartWindow.EMPTY;
        postponed.clear();
        gaveUp = false;
        standing.become(ChildStatus.State.STARTING);
        Operation now = begin();
        startFrom(
                all,
                0,
                now,
                () -> {
                    running();
                    done.accept(new ChildNode.Started.Ready());
                },
                (child, error) -> startFailed(child, error, done));
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
        Operation now = begin();
        stopFrom(present.reversed(), 0, ChildNode.StopMode.FOR_RESTART, now, () -> {
            standing.become(ChildStatus.State.STOPPED);
            done.accept(new ChildNode.Started.Failed(failed));
        });
    }

    void stop(ChildNode.StopMode mode, Runnable done) {
        standing.become(ChildStatus.State.STOPPING);
        Operation now = begin();
        stopFrom(present.reversed(), 0, mode, now, () -> {
            standing.become(ChildStatus.State.STOPPED);
            done.run();
        });
    }

    void abandon() {
        present.forEach(ChildNode::abandon);
    }

    void close(ChildNode.Ending ending) {
        ChildNode.Ending how = gaveUp ? ChildNode.Ending.GIVEN_UP : ending;
        all.forEach(child -> child.close(how));
        standing.become(how == ChildNode.Ending.GIVEN_UP ? ChildStatus.State.GAVE_UP : ChildStatus.State.STOPPED);
    }

    void release() {
        all.forEach(ChildNode::release);
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
        List<ChildNode> children = present;
        if (!children.contains(exit.child())) {
            return;
        }
        String id = exit.child().spec().id();
        var rules = new SupervisorLogic.Rules(
                definition.strategy(),
                definition.intensity(),
                children.stream().map(ChildNode::spec).toList());
        switch (SupervisorLogic.decide(rules, id, exit.reason(), window, parts.nowNanos())) {
            case Decision.Leave _ -> exit.child().close(ChildNode.Ending.STOPPED);
            case Decision.Remove _ -> remove(List.of(id));
            case Decision.Restart restart -> restart(restart, exit);
            case Decision.GiveUp giveUp -> giveUp(giveUp, exit);
        }
    }

    private void remove(List<String> ids) {
        List<ChildNode> gone = present.stream()
                .filter(child -> ids.contains(child.spec().id()))
                .toList();
        gone.forEach(child -> child.close(ChildNode.Ending.STOPPED));
        present = present.stream().filter(child -> !gone.contains(child)).toList();
    }

    private void restart(Decision.Restart decision, Exit exit) {
        window = decision.window();
        standing.become(ChildStatus.State.RESTARTING);
        String id = exit.child().spec().id();
        parts.announcer()
                .announce(() -> parts.telemetry()
                        .restarted
                        .emit(1, definition.name(), id, exit.reason().toString()));
        Operation now = begin();
        stopFrom(nodes(decision.stop()), 0, ChildNode.StopMode.FOR_RESTART, now, () -> {
            remove(decision.remove());
            startFrom(nodes(decision.start()), 0, now, this::running, (failed, error) -> {
                // as after a crash; in a turn of its own, so that a failing init does not deepen the stack
                ExitReason reason = ExitReason.failed(error.toException());
                Exit again = new Exit(failed, failed.life(), reason, error);
                parts.decisions().post(() -> {
                    if (now.equals(operation)) {
                        decide(again);
                    }
                });
            });
        });
    }

    private void giveUp(Decision.GiveUp decision, Exit exit) {
        standing.become(ChildStatus.State.GAVE_UP);
        gaveUp = true;
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
        Operation now = begin();
        stopFrom(present.reversed(), 0, ChildNode.StopMode.FOR_RESTART, now, () -> owner.gaveUp(error));
    }

    private Operation begin() {
        operation = new Operation();
        return operation;
    }

    private List<ChildNode> nodes(List<String> ids) {
        List<ChildNode> children = present;
        List<ChildNode> found = new ArrayList<>(ids.size());
        for (String id : ids) {
            children.stream().filter(child -> child.spec().id().equals(id)).forEach(found::add);
        }
        return found;
    }

    private void stopFrom(List<ChildNode> nodes, int index, ChildNode.StopMode mode, Operation now, Runnable done) {
        if (!now.equals(operation)) {
            return;
        }
        if (index == nodes.size()) {
            done.run();
        } else {
            nodes.get(index).stop(mode, () -> stopFrom(nodes, index + 1, mode, now, done));
        }
    }

    private void startFrom(
            List<ChildNode> nodes,
            int index,
            Operation now,
            Runnable done,
            BiConsumer<ChildNode, FoundationError> failed) {
        if (!now.equals(operation)) {
            return;
        }
        if (index == nodes.size()) {
            done.run();
            return;
        }
        ChildNode child = nodes.get(index);
        Runnable next = () -> startFrom(nodes, index + 1, now, done, failed);
        if (child.spec().startOrder() == ChildSpec.StartOrder.PARALLEL) {
            child.start(started -> startedInParallel(child, started));
            next.run();
            return;
        }
        child.start(started -> {
            if (!now.equals(operation)) {
                return;
            }
            switch (started) {
                case ChildNode.Started.Ready _ -> next.run();
                case ChildNode.Started.Ignored _ -> {
                    ignored(child);
                    next.run();
                }
                case ChildNode.Started.Failed(var error) -> failed.accept(child, error);
            }
        });
    }

    private void startedInParallel(ChildNode child, ChildNode.Started started) {
        switch (started) {
            case ChildNode.Started.Ready _ -> {
                // nobody waits for it
            }
            case ChildNode.Started.Ignored _ -> ignored(child);
            case ChildNode.Started.Failed(var error) ->
                childEnded(child, ExitReason.failed(error.toException()), error);
        }
    }

    /// As in OTP, the specification of a temporary child that does not want to run is not kept.
    private void ignored(ChildNode child) {
        if (child.spec().restart() == RestartType.TEMPORARY) {
            remove(List.of(child.spec().id()));
        }
    }

    ChildStatus status(long restarts) {
        var now = standing.now();
        return new ChildStatus(
                definition.name(),
                now.state(),
                now.since(),
                restarts,
                0,
                present.stream().map(ChildNode::status).toList());
    }
}
