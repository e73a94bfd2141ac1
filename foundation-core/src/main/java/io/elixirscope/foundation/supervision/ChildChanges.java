package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Changes of a supervisor's children that are asked for while it runs, each in its turn. The
/// decision thread's.
///
/// `asker` is the server that asks, null if none does: a server that is being started or stopped
/// is refused, as its supervisor would wait for it, and it for its supervisor.
final class ChildChanges {
    private final Supervisor definition;
    private final ChildList children;
    private final ChildSequence sequence;
    private final RestartWaits waits;
    private final SupervisorTurns turns;
    private final RunTimeChildren runTime;

    ChildChanges(
            Supervisor definition,
            ChildList children,
            ChildSequence sequence,
            RestartWaits waits,
            SupervisorTurns turns,
            RunTimeChildren runTime) {
        this.definition = definition;
        this.children = children;
        this.sequence = sequence;
        this.waits = waits;
        this.turns = turns;
        this.runTime = runTime;
    }

    /// A change, until it is answered.
    private interface Operation {
        void begin(Consumer<Result<Done>> finished);
    }

    /// Adds a child at the end and starts it.
    void start(ChildSpec spec, @Nullable String asker, Consumer<Result<Done>> done) {
        if (!definition.dynamic()) {
            change(asker, done, finished -> runTime.start(spec, turns::about, finished));
        } else if (turns.takesChildren()) {
            // each for itself, so that none waits for another's init
            runTime.start(spec, _ -> {}, done);
        } else {
            done.accept(Result.err(ChildErrors.closed(definition)));
        }
    }

    /// Starts a child again that rests.
    void restart(String id, @Nullable String asker, Consumer<Result<Done>> done) {
        change(asker, done, finished -> known(id, finished, child -> runTime.restart(child, turns::about, finished)));
    }

    /// Forgets a child that rests.
    void delete(String id, @Nullable String asker, Consumer<Result<Done>> done) {
        change(asker, done, finished -> known(id, finished, child -> finished.accept(runTime.delete(child))));
    }

    /// Stops a child, also one whose restart waits, or whose start alone is under way.
    void stop(String id, @Nullable String asker, Consumer<Result<Done>> done) {
        ChildNode child = children.find(id);
        if (!turns.takesChildren()) {
            done.accept(Result.err(ChildErrors.closed(definition)));
        } else if (child != null && asker != null && child.contains(asker)) {
            done.accept(Result.err(ChildErrors.ownEnd(definition, asker, id)));
        } else if (child != null && turns.isAbout(child)) {
            ChildSequence.Run run = sequence.begin();
            stop(child, () -> {
                done.accept(Result.ok(Done.DONE));
                if (!run.replaced()) {
                    turns.running();
                }
            });
        } else if (definition.dynamic()) {
            known(id, done, found -> stop(found, () -> done.accept(Result.ok(Done.DONE))));
        } else {
            change(
                    asker,
                    done,
                    finished -> known(id, finished, found -> stop(found, () -> finished.accept(Result.ok(Done.DONE)))));
        }
    }

    /// If others wait for the restart with the group of the one that is stopped, one of them
    /// takes it over.
    private void stop(ChildNode child, Runnable done) {
        if (waits.has(child)) {
            Decision.Group group = SupervisorLogic.group(
                    definition.strategy(), children.members(waits), child.spec().id());
            children.named(group.start()).stream()
                    .filter(each -> !each.equals(child) && children.isDown(each))
                    .findFirst()
                    .ifPresentOrElse(heir -> waits.handOver(child, heir), () -> waits.cancel(child));
        }
        runTime.stop(child, done);
    }

    private void known(String id, Consumer<Result<Done>> done, Consumer<ChildNode> operation) {
        ChildNode child = children.find(id);
        if (child == null) {
            done.accept(Result.err(ChildErrors.unknown(definition, id)));
        } else {
            operation.accept(child);
        }
    }

    /// Does what was asked for when its turn comes, and answers; nothing else is done until it
    /// has.
    private void change(@Nullable String asker, Consumer<Result<Done>> done, Operation operation) {
        if (!turns.takesChildren()) {
            done.accept(Result.err(ChildErrors.closed(definition)));
        } else if (asker != null && children.present().stream().anyMatch(child -> child.unsettled(asker))) {
            done.accept(Result.err(ChildErrors.restartsAsker(definition, asker)));
        } else {
            turns.when(new Change(asker, done, operation));
        }
    }

    /// Refuses the changes that servers of a group ask for which is about to be stopped.
    void refuseAskers(List<ChildNode> group) {
        turns.refuse(event -> event instanceof Change change && change.isOf(group));
    }

    private final class Change implements SupervisorTurns.Event {
        private final @Nullable String asker;
        private final Consumer<Result<Done>> done;
        private final Operation operation;

        private Change(@Nullable String asker, Consumer<Result<Done>> done, Operation operation) {
            this.asker = asker;
            this.done = done;
            this.operation = operation;
        }

        @Override
        public void handle() {
            turns.enter(SupervisorTurns.Phase.CHANGING);
            ChildSequence.Run run = sequence.begin();
            operation.begin(outcome -> {
                done.accept(outcome);
                if (!run.replaced()) {
                    turns.running();
                }
            });
        }

        @Override
        public void refuse() {
            done.accept(Result.err(ChildErrors.closed(definition)));
        }

        private boolean isOf(List<ChildNode> group) {
            String server = asker;
            return server != null && group.stream().anyMatch(child -> child.contains(server));
        }
    }
}
