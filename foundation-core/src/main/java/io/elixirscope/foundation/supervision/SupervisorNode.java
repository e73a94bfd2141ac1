package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.ExitReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    /// What it has a hold on; a dynamic supervisor's changes.
    private volatile List<ChildNode> all;
    /// Who hears how the first start of a child went that was added at run time.
    private final Map<ChildNode, Consumer<Result<Done>>> added = new HashMap<>();
    private final ArrayDeque<Exit> postponed = new ArrayDeque<>();

    private volatile List<ChildNode> present;
    private final Standing standing;
    private volatile boolean gaveUp;
    private RestartWindow window = RestartWindow.EMPTY;
    /// Whose end the newest restart is about.
    private @Nullable ChildNode restarting;
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

    /// The supervisor made from `wanted`, here or below; null if there is none.
    @Nullable
    SupervisorNode find(Supervisor wanted) {
        if (definition.equals(wanted)) {
            return this;
        }
        for (ChildNode child : all) {
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
            forget(all);
        }
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
        refuseAdded();
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

    /// Adds a child and starts it; a dynamic supervisor's alone.
    void add(ChildSpec spec, Consumer<Result<Done>> done) {
        if (!takesChildren()) {
            done.accept(Result.err(DynamicErrors.closed(definition)));
        } else if (child(spec.id()) != null) {
            done.accept(Result.err(DynamicErrors.taken(definition, spec.id())));
        } else if (present.size() >= definition.dynamicLimit()) {
            done.accept(Result.err(DynamicErrors.full(definition, spec.id())));
        } else {
            addNew(spec, done);
        }
    }

    private void addNew(ChildSpec spec, Consumer<Result<Done>> done) {
        ChildNode child;
        try {
            child = node(spec);
        } catch (IllegalArgumentException refused) {
            done.accept(Result.err(DynamicErrors.refused(definition, spec.id(), refused)));
            return;
        }
        all = with(all, child);
        present = with(present, child);
        added.put(child, done);
        child.start(started -> {
            Consumer<Result<Done>> waiting = added.remove(child);
            Result<Done> outcome = Result.ok(Done.DONE);
            if (!(started instanceof ChildNode.Started.Ready)) {
                child.close(ChildNode.Ending.STOPPED);
                forget(List.of(child));
            }
            if (started instanceof ChildNode.Started.Failed(var error)) {
                outcome = Result.err(error);
            }
            if (waiting != null) {
                waiting.accept(outcome);
            }
        });
    }

    /// Stops a child of a dynamic supervisor and forgets it.
    void stop(String id, Consumer<Result<Done>> done) {
        ChildNode child = child(id);
        if (!takesChildren()) {
            done.accept(Result.err(DynamicErrors.closed(definition)));
            return;
        }
        if (child == null) {
            done.accept(Result.err(DynamicErrors.unknown(definition, id)));
            return;
        }
        Consumer<Result<Done>> starting = added.remove(child);
        if (starting != null) {
            starting.accept(Result.err(DynamicErrors.closed(definition)));
        }
        boolean endsRestart = standing.is(ChildStatus.State.RESTARTING) && child.equals(restarting);
        if (endsRestart) {
            begin();
        }
        child.stop(ChildNode.StopMode.FOR_GOOD, () -> {
            forget(List.of(child));
            if (endsRestart && standing.is(ChildStatus.State.RESTARTING)) {
                running();
            }
            done.accept(Result.ok(Done.DONE));
        });
    }

    private boolean takesChildren() {
        return standing.is(ChildStatus.State.RUNNING) || standing.is(ChildStatus.State.RESTARTING);
    }

    private @Nullable ChildNode child(String id) {
        return present.stream()
                .filter(each -> each.spec().id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private void refuseAdded() {
        List<Consumer<Result<Done>>> waiting = List.copyOf(added.values());
        added.clear();
        waiting.forEach(each -> each.accept(Result.err(DynamicErrors.closed(definition))));
    }

    private static List<ChildNode> with(List<ChildNode> nodes, ChildNode one) {
        List<ChildNode> more = new ArrayList<>(nodes);
        more.add(one);
        return List.copyOf(more);
    }

    /// Lets go of children that nobody will start again.
    private void forget(List<ChildNode> gone) {
        List<ChildNode> held = all.stream().filter(gone::contains).toList();
        present = present.stream().filter(child -> !gone.contains(child)).toList();
        all = all.stream().filter(child -> !gone.contains(child)).toList();
        held.forEach(ChildNode::forget);
    }

    void forget() {
        all.forEach(ChildNode::forget);
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
        List<ChildNode> gone = present.stream()
                .filter(child -> ids.contains(child.spec().id()))
                .toList();
        gone.forEach(child -> child.close(ChildNode.Ending.STOPPED));
        present = present.stream().filter(child -> !gone.contains(child)).toList();
        if (definition.dynamic()) {
            forget(gone);
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
        refuseAdded();
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
