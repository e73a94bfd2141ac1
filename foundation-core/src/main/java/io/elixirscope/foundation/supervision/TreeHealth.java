package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.health.HealthCheck;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/// The health of one tree: FAILED if a supervisor gave up, DEGRADED while a child is away, suspended or stuck, or a
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
        Map<String, Value> details = new LinkedHashMap<>();
        details.put("restarts", Value.of(tree.restarts()));
        ChildStatus root = tree.status();
        worst = worse(worst, look(root, reasons, details));
        details.put("waitingMessages", Value.of(sum(root, ChildStatus::mailboxLength)));
        details.put("lostMessages", Value.of(sum(root, TreeHealth::lost)));
        details.put(
                "mailboxFull",
                Value.of(sum(root, status -> status.work().losses().mailboxFull())));
        for (Leaks.Leak leak : tree.leaks().running()) {
            worst = worse(worst, HealthStatus.DEGRADED);
            reasons.add("an abandoned thread of " + leak.server() + " still runs");
            details.put("abandoned." + leak.server() + "." + leak.epoch(), Value.of(leak.stack()));
        }
        details.put("abandonedEver", Value.of(tree.leaks().total()));
        return new ServiceHealth(worst, reasons, details);
    }

    private static HealthStatus look(ChildStatus status, List<String> reasons, Map<String, Value> details) {
        HealthStatus worst = switch (status.state()) {
            case RUNNING, STOPPED -> HealthStatus.HEALTHY;
            case STARTING, RESTARTING, STOPPING, SUSPENDED -> {
                reasons.add(status.id() + " is " + status.state().name().toLowerCase(Locale.ROOT));
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
        ChildStatus.Stuck stuck = status.work().stuck();
        if (stuck != null) {
            worst = worse(worst, HealthStatus.DEGRADED);
            reasons.add(status.id() + " is stuck: " + stuck.message() + " has been running for "
                    + stuck.atLeast().toMillis() + " ms");
            details.put("stuck." + status.id(), Value.of(stuck.stack()));
        }
        for (ChildStatus child : status.children()) {
            if (status.state() != ChildStatus.State.GAVE_UP && status.state() != ChildStatus.State.WAITING) {
                worst = worse(worst, look(child, reasons, details));
            }
        }
        return worst;
    }

    private static long lost(ChildStatus status) {
        var losses = status.work().losses();
        return losses.repliesLate() + losses.skipped() + losses.dropped();
    }

    private static long sum(ChildStatus status, ToLongFunction<ChildStatus> number) {
        return number.applyAsLong(status)
                + status.children().stream()
                        .mapToLong(child -> sum(child, number))
                        .sum();
    }

    private static HealthStatus worse(HealthStatus one, HealthStatus other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
