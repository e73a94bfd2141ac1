package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.server.ExitReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The decision of a supervisor, as OTP's `supervisor` makes it.
final class SupervisorLogic {
    private SupervisorLogic() {}

    /// What a supervisor is told to do, and with whom.
    record Rules(RestartStrategy strategy, RestartIntensity intensity, List<ChildSpec> children) {
        Rules {
            children = List.copyOf(children);
        }
    }

    /// What to do about the end of `child`.
    ///
    /// @param rules strategy, limit and the present children in starting order
    /// @param child id of the child that ended
    /// @param reason why it ended
    /// @param window the restarts so far
    /// @param nowNanos now
    static Decision decide(Rules rules, String child, ExitReason reason, RestartWindow window, long nowNanos) {
        ChildSpec spec = find(rules.children(), child);
        return switch (spec.restart()) {
            case TEMPORARY -> new Decision.Remove();
            case TRANSIENT -> reason.abnormal() ? restart(rules, child, window, nowNanos) : new Decision.Leave();
            case PERMANENT -> restart(rules, child, window, nowNanos);
        };
    }

    private static Decision restart(Rules rules, String child, RestartWindow window, long nowNanos) {
        RestartWindow with = window.with(nowNanos, rules.intensity());
        if (with.exceeds(rules.intensity())) {
            return new Decision.GiveUp(with);
        }
        List<String> stop = new ArrayList<>();
        List<String> start = new ArrayList<>();
        List<String> remove = new ArrayList<>();
        boolean reached = rules.strategy() == RestartStrategy.ONE_FOR_ALL;
        for (ChildSpec each : rules.children()) {
            boolean itself = each.id().equals(child);
            reached |= itself;
            boolean concerned = itself || (reached && rules.strategy() != RestartStrategy.ONE_FOR_ONE);
            if (!concerned) {
                continue;
            }
            if (!itself) {
                stop.add(each.id());
            }
            // OTP: a temporary child is never restarted, not even with its group
            (each.restart() == RestartType.TEMPORARY ? remove : start).add(each.id());
        }
        Collections.reverse(stop);
        return new Decision.Restart(List.copyOf(stop), List.copyOf(start), List.copyOf(remove), with);
    }

    private static ChildSpec find(List<ChildSpec> children, String child) {
        return children.stream()
                .filter(each -> each.id().equals(child))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no child named " + child));
    }
}
