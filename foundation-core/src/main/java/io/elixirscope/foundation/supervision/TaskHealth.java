package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.server.ServerControl;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The health of one task supervisor: DEGRADED while it is full or a task that was ended still runs.
final class TaskHealth {
    /// Stacks shown.
    private static final int SHOWN = 10;

    private TaskHealth() {}

    static ServiceHealth of(TaskTable table) {
        List<String> reasons = new ArrayList<>();
        Map<String, Value> details = new LinkedHashMap<>();
        TaskSupervisor.Counts counts = table.counts();
        int running = table.running();
        details.put("running", Value.of(running));
        details.put("maxTasks", Value.of(table.maxTasks()));
        details.put("started", Value.of(counts.started()));
        details.put("crashed", Value.of(counts.crashed()));
        details.put("cancelled", Value.of(counts.cancelled()));
        details.put("refused", Value.of(counts.refused()));
        details.put("lateEnds", Value.of(table.lateEnds()));
        details.put("abandonedEver", Value.of(table.abandonedEver()));
        if (running >= table.maxTasks()) {
            reasons.add("as many tasks run as may: " + running);
        }
        List<Task<?>> lingering = table.lingering();
        for (int i = 0; i < Math.min(lingering.size(), SHOWN); i++) {
            Task<?> task = lingering.get(i);
            reasons.add("task " + task.operation() + " was ended and still runs");
            Thread thread = task.thread();
            if (thread != null) {
                details.put("lingering." + i + "." + task.operation(), Value.of(ServerControl.stackOf(thread)));
            }
        }
        if (lingering.size() > SHOWN) {
            reasons.add("and " + (lingering.size() - SHOWN) + " more tasks");
        }
        return new ServiceHealth(reasons.isEmpty() ? HealthStatus.HEALTHY : HealthStatus.DEGRADED, reasons, details);
    }
}
