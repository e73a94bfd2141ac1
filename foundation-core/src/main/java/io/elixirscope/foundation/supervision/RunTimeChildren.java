package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// What is asked of a supervisor's children while it runs. The decision thread's.
final class RunTimeChildren {
    private final Supervisor definition;
    private final ChildList children;
    private final Function<ChildSpec, ChildNode> nodes;
    /// Who hears how the first start of a child went that was added.
    private final Map<ChildNode, Consumer<Result<Done>>> starting = new HashMap<>();

    /// @param nodes takes a child; throws `IllegalArgumentException` if another supervisor has it
    RunTimeChildren(Supervisor definition, ChildList children, Function<ChildSpec, ChildNode> nodes) {
        this.definition = definition;
        this.children = children;
        this.nodes = nodes;
    }

    /// Adds a child and starts it.
    void start(ChildSpec spec, Consumer<Result<Done>> done) {
        if (children.find(spec.id()) != null) {
            done.accept(Result.err(DynamicErrors.taken(definition, spec.id())));
        } else if (children.present().size() >= definition.dynamicLimit()) {
            done.accept(Result.err(DynamicErrors.full(definition, spec.id())));
        } else {
            startNew(spec, done);
        }
    }

    private void startNew(ChildSpec spec, Consumer<Result<Done>> done) {
        ChildNode child;
        try {
            child = nodes.apply(spec);
        } catch (IllegalArgumentException refused) {
            done.accept(Result.err(DynamicErrors.refused(definition, spec.id(), refused)));
            return;
        }
        children.add(child);
        starting.put(child, done);
        child.start(started -> {
            Consumer<Result<Done>> waiting = starting.remove(child);
            Result<Done> outcome = Result.ok(Done.DONE);
            if (!(started instanceof ChildNode.Started.Ready)) {
                child.close(ChildNode.Ending.STOPPED);
                children.forget(List.of(child));
            }
            if (started instanceof ChildNode.Started.Failed(var error)) {
                outcome = Result.err(error);
            }
            if (waiting != null) {
                waiting.accept(outcome);
            }
        });
    }

    /// Stops a child and forgets it.
    void stop(ChildNode child, Runnable done) {
        Consumer<Result<Done>> waiting = starting.remove(child);
        if (waiting != null) {
            waiting.accept(Result.err(DynamicErrors.closed(definition)));
        }
        child.stop(ChildNode.StopMode.FOR_GOOD, () -> {
            children.forget(List.of(child));
            done.run();
        });
    }

    /// Answers all who wait for a start that the supervisor does not run any more.
    void refuse() {
        List<Consumer<Result<Done>>> waiting = List.copyOf(starting.values());
        starting.clear();
        waiting.forEach(each -> each.accept(Result.err(DynamicErrors.closed(definition))));
    }
}
