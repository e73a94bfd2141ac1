package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.FoundationError;
import java.util.List;

/// Starts and stops children one after the other. At most one run is under way: a new one replaces it, and the steps
/// of the replaced one do nothing from then on. The decision thread's.
final class ChildSequence {
    private Run current = new Run();

    /// Hears how the starts of a run go.
    interface Starts {
        /// All have been started.
        void done();

        /// A child does not want to run.
        void ignored(ChildNode child);

        /// A child that was waited for did not start: the run ends here.
        void failed(ChildNode child, FoundationError error);

        /// A child that nobody waited for did not start.
        void failedInParallel(ChildNode child, FoundationError error);
    }

    /// Begins a run, which replaces the one under way.
    Run begin() {
        current = new Run();
        return current;
    }

    /// Some stops, then some starts.
    final class Run {
        private Run() {}

        boolean replaced() {
            return !equals(current);
        }

        /// Stops each when the one before has ended.
        void stop(List<ChildNode> nodes, ChildNode.StopMode mode, Runnable done) {
            stop(nodes, 0, mode, done);
        }

        private void stop(List<ChildNode> nodes, int index, ChildNode.StopMode mode, Runnable done) {
            if (replaced()) {
                return;
            }
            if (index == nodes.size()) {
                done.run();
            } else {
                nodes.get(index).stop(mode, () -> stop(nodes, index + 1, mode, done));
            }
        }

        /// Starts each when the one before is ready, unless that starts in parallel.
        void start(List<ChildNode> nodes, Starts listener) {
            start(nodes, 0, listener);
        }

        private void start(List<ChildNode> nodes, int index, Starts listener) {
            if (replaced()) {
                return;
            }
            if (index == nodes.size()) {
                listener.done();
                return;
            }
            ChildNode child = nodes.get(index);
            Runnable next = () -> start(nodes, index + 1, listener);
            if (child.spec().startOrder() == ChildSpec.StartOrder.PARALLEL) {
                child.start(started -> inParallel(child, started, listener));
                next.run();
                return;
            }
            child.start(started -> {
                if (replaced()) {
                    return;
                }
                switch (started) {
                    case ChildNode.Started.Ready _ -> next.run();
                    case ChildNode.Started.Ignored _ -> {
                        listener.ignored(child);
                        next.run();
                    }
                    case ChildNode.Started.Failed(var error) -> listener.failed(child, error);
                }
            });
        }

        private static void inParallel(ChildNode child, ChildNode.Started started, Starts listener) {
            switch (started) {
                case ChildNode.Started.Ready _ -> {
                    // nobody waits for it
                }
                case ChildNode.Started.Ignored _ -> listener.ignored(child);
                case ChildNode.Started.Failed(var error) -> listener.failedInParallel(child, error);
            }
        }
    }
}
