package io.elixirscope.foundation.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of one operation as a forest: each event under the one that caused it. Immutable.
///
/// @param correlationId the operation
/// @param roots events without a known cause in this operation, by position
/// @param events all events in the forest
/// @param orphans roots that name a cause which is not among these events, or is not the only one of its id
/// @param cycles rings of events that cause each other; the oldest of a ring is a root
public record EventTrace(String correlationId, List<Node> roots, int events, int orphans, int cycles) {
    /// Most events that a trace takes.
    public static final int MAX_EVENTS = 200_000;

    /// Copies the roots.
    public EventTrace {
        roots = List.copyOf(roots);
    }

    /// Builds the forest.
    ///
    /// @param correlationId the operation
    /// @param events its events, by position
    /// @return the trace
    public static EventTrace of(String correlationId, List<StoredEvent> events) {
        return TraceLogic.build(correlationId, events);
    }

    /// One event and what it caused. Chains may be 20,000 deep: walk them with a stack of your own, not
    /// by recursion.
    ///
    /// @param event the event
    /// @param sinceCause its time minus that of its cause, negative where clocks disagree; zero for a root
    /// @param children the events it caused, by position
    public record Node(StoredEvent event, Duration sinceCause, List<Node> children) {
        /// Copies the children.
        public Node {
            children = List.copyOf(children);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Node that && sameTree(this, that);
        }

        @Override
        public int hashCode() {
            return event.hashCode();
        }

        @Override
        public String toString() {
            return "Node[" + event.position() + " " + event.event().type() + ", " + children.size() + " children]";
        }

        private static boolean sameTree(Node left, Node right) {
            ArrayDeque<Node> pairs = new ArrayDeque<>(List.of(left, right));
            while (!pairs.isEmpty()) {
                Node a = pairs.pop();
                Node b = pairs.pop();
                if (!a.event.equals(b.event)
                        || !a.sinceCause.equals(b.sinceCause)
                        || a.children.size() != b.children.size()) {
                    return false;
                }
                for (int i = 0; i < a.children.size(); i++) {
                    pairs.push(a.children.get(i));
                    pairs.push(b.children.get(i));
                }
            }
            return true;
        }
    }
}
