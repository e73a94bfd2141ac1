package io.elixirscope.foundation.examples.orders;

import io.elixirscope.foundation.examples.orders.lines.Latencies;
import io.elixirscope.foundation.examples.orders.lines.NodeLine;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one node process has told, whether it was killed or not: the larger of what its last summary says and of what
/// was
/// counted from its lines since. Thread-safe.
final class NodeCounts {

    private final Map<String, Long> errors = new HashMap<>();
    private final Map<String, Long> configUpdates = new HashMap<>();
    private NodeLine.Summary last = new NodeLine.Summary(0, 0, Map.of(), Map.of(), "");
    private long restarts;
    private long escalations;

    synchronized void add(NodeLine line) {
        switch (line) {
            case NodeLine.Restarted _ -> restarts++;
            case NodeLine.Escalated _ -> escalations++;
            case NodeLine.Configured configured -> configUpdates.merge(configured.by(), 1L, Long::sum);
            case NodeLine.Erred(var code) -> errors.merge(code, 1L, Long::sum);
            case NodeLine.Summary summary -> last = summary;
            case NodeLine.Ready _, NodeLine.Refused _, NodeLine.Accepted _, NodeLine.Status _ -> {
                // nothing to count
            }
        }
    }

    synchronized long restarts() {
        return Math.max(restarts, last.restarts());
    }

    synchronized long escalations() {
        return Math.max(escalations, last.escalations());
    }

    /// Adds the changes of settings by where they came from.
    synchronized void addConfigUpdates(SortedMap<String, Long> all) {
        configUpdates.forEach((by, count) -> all.merge(by, count, Long::sum));
    }

    /// Adds the errors of this process by code.
    synchronized void addErrors(SortedMap<String, Long> all) {
        var most = new TreeMap<>(last.errorsByCode());
        errors.forEach((code, count) -> most.merge(code, count, Math::max));
        most.forEach((code, count) -> all.merge(code, count, Long::sum));
    }

    /// Adds how long this process's appends took, as of its last summary.
    synchronized void addStored(Latencies all) {
        all.addAll(last.stored());
    }

    synchronized String health() {
        return last.health();
    }
}
