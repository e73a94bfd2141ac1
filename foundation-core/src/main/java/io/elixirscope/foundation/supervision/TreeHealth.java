package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.health.HealthCheck;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The health of one tree: FAILED if a supervisor gave up, DEGRADED while a child is away or a
/// thread was left behind.
final class TreeHealth implements HealthCheck {
    private final SupervisionTree tree;

    TreeHealth(SupervisionTree tree) {
        this.tree = tree;
    }

    @Override
    public ServiceHealth check() {
        List<String> reasons = new ArrayList<>();
        HealthStatus worst = HealthStatus.HEALTHY;
        if (tree.ended().orElse(null) instanceof TreeEnd.Failed(var error)) {
            worst = HealthStatus.FAILED;
            reasons.add(error.message());
        }
        ChildStatus root = tree.status();
        worst = worse(worst, look(root, reasons));
        Map<String, Value> details = new LinkedHashMap<>();
        details.put("restarts", Value.of(tree.restarts()));
        details.put("waitingMessages", Value.of(waiting(root)));
        for (Leaks.Leak leak : tree.leaks().running()) {
            worst = worse(worst, HealthStatus.DEGRADED);
            reasons.add("an abandoned thread of " + leak.server() + " still runs");
            details.put("abandoned." + leak.server() + "." + leak.epoch(), Value.of(leak.stack()));
        }
        details.put("abandonedEver", Value.of(tree.leaks().total()));
        return new ServiceHealth(worst, reasons, details);
    }

    private static HealthStatus look(ChildStatus status, List<String> reasons) {
        HealthStatus worst = switch (status.state()) {
            case RUNNING, STOPPED -> HealthStatus.HEALTHY;
            case STARTING, RESTARTING, STOPPING -> {
                reasons.add(status.id() + " is " + status.state().name().toLowerCase(java.util.Locale.ROOT));
                yield HealthStatus.DEGRADED;
            }
            case WAITING -> {
                reasons.add(status.id() + " waits to be restarted"
                        + status.restartsAt().map(at -> " at " + at).orElse(""));
                yield HealthStatus.DEGRADED;
            }
            case GAVE_UP -> {
                reasons.add(status.id() + " gave up");
                yield HealthStatus.FAILED;
            }
        };
        for (ChildStatus child : status.children()) {
            if (status.state() != ChildStatus.State.GAVE_UP && status.state() != ChildStatus.State.WAITING) {
                worst = worse(worst, look(child, reasons));
            }
        }
        return worst;
    }

    private static long waiting(ChildStatus status) {
        return status.mailboxLength()
                + status.children().stream().mapToLong(TreeHealth::waiting).sum();
    }

    private static HealthStatus worse(HealthStatus one, HealthStatus other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
