package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Incarnation;
import io.elixirscope.foundation.server.Server;
import io.elixirscope.foundation.time.Gate;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes requests to the tree's decision thread, and waits for the answers. Thread-safe.
final class ChildRequests {
    private final Supervisor definition;
    private final Supplier<@Nullable SupervisorNode> node;
    private final TreeParts parts;

    /// A request on the decision thread: the supervisor's changes, the server that asks, who gets
    /// the answer.
    interface Request {
        void ask(ChildChanges changes, @Nullable String asker, Consumer<Result<Done>> done);
    }

    /// @param node the running supervisor; gives null where it is not in the tree now
    ChildRequests(Supervisor definition, Supplier<@Nullable SupervisorNode> node, TreeParts parts) {
        this.definition = definition;
        this.node = node;
        this.parts = parts;
    }

    <P, V> Result<Server<P, V>> start(GenServer<P, V> server) {
        return start(ChildSpec.of(server)).map(_ -> parts.runtime().ref(server));
    }

    Result<Done> start(ChildSpec spec) {
        Objects.requireNonNull(spec, "spec");
        return ask((changes, asker, done) -> changes.start(spec, asker, done));
    }

    Result<Done> stop(String id) {
        Objects.requireNonNull(id, "id");
        return ask((changes, asker, done) -> changes.stop(id, asker, done));
    }

    Result<Done> ask(Request request) {
        Incarnation asking = Incarnation.current();
        if (asking != null && asking.fenced()) {
            return Result.err(ChildErrors.fenced(definition, asking));
        }
        var refusal = Incarnation.refusal("a change of the children of supervisor " + definition.name());
        if (refusal.isPresent()) {
            return Result.err(refusal.get());
        }
        String asker = asking == null ? null : asking.server();
        var answer = new Gate<Result<Done>>(parts.runtime().scheduler());
        boolean taken = parts.decisions().offer(() -> {
            SupervisorNode found = node.get();
            if (found == null) {
                answer.open(Result.err(ChildErrors.closed(definition)));
            } else {
                request.ask(found.changes(), asker, answer::open);
            }
        });
        return taken ? answer.await() : Result.err(ChildErrors.closed(definition));
    }

    List<ChildStatus> children() {
        SupervisorNode found = node.get();
        return found == null ? List.of() : found.status(0).children();
    }

    ChildCounts counts() {
        SupervisorNode found = node.get();
        return found == null ? new ChildCounts(0, 0, 0, 0) : found.counts();
    }
}
