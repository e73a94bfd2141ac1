package io.elixirscope.foundation.supervision;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a supervisor is doing, and what waits for its turn meanwhile. The decision thread's, but
/// for [#standing()].
final class SupervisorTurns {
    private final ArrayDeque<Event> postponed = new ArrayDeque<>();
    private final Standing standing;
    private Phase phase = Phase.DOWN;
    private @Nullable ChildNode alone;

    /// What is under way.
    enum Phase {
        DOWN,
        STARTING,
        RUNNING,
        RESTARTING,
        /// A change that was asked for.
        CHANGING,
        STOPPING
    }

    /// What waits its turn.
    interface Event {
        void handle();

        /// The supervisor stopped first.
        default void refuse() {
            // whoever stops this supervisor finds the child ended already
        }
    }

    SupervisorTurns(Standing standing) {
        this.standing = standing;
    }

    Standing standing() {
        return standing;
    }

    boolean is(Phase wanted) {
        return phase == wanted;
    }

    void enter(Phase next) {
        phase = next;
        alone = null;
    }

    void enter(Phase next, ChildStatus.State shown) {
        enter(next);
        standing.become(shown);
    }

    /// Says that the operation under way is about one child only.
    void about(ChildNode child) {
        alone = child;
    }

    boolean isAbout(ChildNode child) {
        return child.equals(alone);
    }

    /// Whether children can be changed, now or when it is their turn.
    boolean takesChildren() {
        return switch (phase) {
            case RUNNING, RESTARTING, CHANGING -> true;
            case DOWN, STARTING, STOPPING -> false;
        };
    }

    /// Has the event handled now, later, or never.
    void when(Event event) {
        switch (phase) {
            case RUNNING -> event.handle();
            case STARTING, RESTARTING, CHANGING -> postponed.add(event);
            case STOPPING, DOWN -> event.refuse();
        }
    }

    /// The operation under way is over: what waits has its turn.
    void running() {
        enter(Phase.RUNNING, ChildStatus.State.RUNNING);
        while (phase == Phase.RUNNING && !postponed.isEmpty()) {
            postponed.remove().handle();
        }
    }

    /// Refuses those that wait and are such.
    void refuse(Predicate<Event> which) {
        for (Event event : List.copyOf(postponed)) {
            if (which.test(event) && postponed.remove(event)) {
                event.refuse();
            }
        }
    }
}
