package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What is asked of a supervisor's children while it runs: as OTP's `start_child`,
/// `terminate_child`, `restart_child` and `delete_child`. The decision thread's.
final class RunTimeChildren {
    private final Supervisor definition;
    private final ChildList children;
    /// Who hears how the start of a child goes that was asked for.
    private final Map<ChildNode, Consumer<Result<Done>>> starting = new HashMap<>();

    RunTimeChildren(Supervisor definition, ChildList children) {
        this.definition = definition;
        this.children = children;
    }

    /// Adds a child and starts it. One that does not start is not kept.
    ///
    /// @param begun hears of the child when it is about to be started, and before `done`
    void start(ChildSpec spec, Consumer<ChildNode> begun, Consumer<Result<Done>> done) {
        ChildNode there = children.find(spec.id());
        if (there != null) {
            done.accept(Result.err(ChildErrors.taken(definition, spec.id(), state(there))));
            return;
        }
        if (definition.dynamic() && children.size() >= definition.dynamicLimit()) {
            done.accept(Result.err(ChildErrors.full(definition, spec.id())));
            return;
        }
        ChildNode child;
        try {
            SupervisionValidator.child(definition, spec);
            child = children.add(spec);
        } catch (IllegalArgumentException refused) {
            done.accept(Result.err(ChildErrors.refused(definition, spec.id(), String.valueOf(refused.getMessage()))));
            return;
        }
        begun.accept(child);
        run(child, () -> children.drop(child), done);
    }

    /// Starts a child again that rests. One that does not start rests on.
    ///
    /// @param begun hears of the child when it is about to be started, and before `done`
    void restart(ChildNode child, Consumer<ChildNode> begun, Consumer<Result<Done>> done) {
        if (children.rests(child)) {
            children.wake(child);
            begun.accept(child);
            run(child, () -> children.rest(child), done);
        } else {
            done.accept(Result.err(notStopped(child)));
        }
    }

    private void run(ChildNode child, Runnable failed, Consumer<Result<Done>> done) {
        starting.put(child, done);
        child.start(started -> {
            Consumer<Result<Done>> waiting = starting.remove(child);
            Result<Done> outcome = Result.ok(Done.DONE);
            switch (started) {
                case ChildNode.Started.Ready _ -> {
                    // it runs
                }
                case ChildNode.Started.Ignored _ -> leave(child);
                case ChildNode.Started.Failed(var error) -> {
                    outcome = Result.err(error);
                    child.close(ChildNode.Ending.STOPPED);
                    failed.run();
                }
            }
            if (waiting != null) {
                waiting.accept(outcome);
            }
        });
    }

    /// A child that has ended and is not to be restarted: its specification is kept, unless it is
    /// temporary or the supervisor dynamic.
    void leave(ChildNode child) {
        child.close(ChildNode.Ending.STOPPED);
        if (definition.dynamic() || child.spec().restart() == RestartType.TEMPORARY) {
            children.drop(child);
        } else {
            children.rest(child);
        }
    }

    /// Stops a child. From now on nobody starts it again, though its end may have come before and
    /// wait its turn, and `done` is later.
    void stop(ChildNode child, Runnable done) {
        children.rest(child);
        Consumer<Result<Done>> waiting = starting.remove(child);
        if (waiting != null) {
            waiting.accept(Result.err(ChildErrors.closed(definition)));
        }
        child.stop(ChildNode.StopMode.FOR_GOOD, () -> {
            leave(child);
            done.run();
        });
    }

    /// Forgets a child that rests.
    Result<Done> delete(ChildNode child) {
        if (!children.rests(child)) {
            return Result.err(notStopped(child));
        }
        children.delete(child);
        return Result.ok(Done.DONE);
    }

    private FoundationError notStopped(ChildNode child) {
        return ChildErrors.notStopped(definition, child.spec().id(), state(child));
    }

    private String state(ChildNode child) {
        if (child.alive()) {
            return "running";
        }
        return children.rests(child) ? "stopped" : "restarting";
    }

    /// Answers all who wait for a start that the supervisor does not run any more.
    void refuse() {
        List<Consumer<Result<Done>>> waiting = List.copyOf(starting.values());
        starting.clear();
        waiting.forEach(each -> each.accept(Result.err(ChildErrors.closed(definition))));
    }
}
