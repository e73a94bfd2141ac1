package io.elixirscope.foundation.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Builds the forest of causes and effects, without recursion, in time linear in the number of events.
final class TraceLogic {
    private static final int ROOT = -1;
    private static final int AMBIGUOUS = -2;
    private static final Comparator<EventTrace.Node> BY_POSITION =
            Comparator.comparingLong(node -> node.event().position());

    private TraceLogic() {}

    /// Events must be in ascending order of positions.
    static EventTrace build(String correlationId, List<StoredEvent> events) {
        int[] cause = causes(events);
        int orphans = 0;
        for (int i = 0; i < cause.length; i++) {
            if (cause[i] == ROOT && events.get(i).event().causeId != null) {
                orphans++;
            }
        }
        int cycles = cutCycles(cause);
        return new EventTrace(correlationId, trees(events, cause), events.size(), orphans, cycles);
    }

    /// For each event the index of its cause, or ROOT.
    private static int[] causes(List<StoredEvent> events) {
        Map<EventIdentity, Integer> byIdentity = new HashMap<>();
        Map<String, Integer> byId = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i).event();
            byIdentity.put(event.identity(), i);
            byId.merge(event.id, i, (_, _) -> AMBIGUOUS);
        }
        int[] cause = new int[events.size()];
        for (int i = 0; i < cause.length; i++) {
            Event event = events.get(i).event();
            String id = event.causeId;
            int found = ROOT;
            if (id != null) {
                Integer own = byIdentity.get(new EventIdentity(event.source, id));
                found = own != null ? own : byId.getOrDefault(id, ROOT);
            }
            cause[i] = Math.max(found, ROOT);
        }
        return cause;
    }

    /// Makes the oldest event of each ring a root. Returns how many rings there were.
    private static int cutCycles(int[] cause) {
        int[] walk = new int[cause.length];
        int cycles = 0;
        for (int start = 0; start < cause.length; start++) {
            int at = start;
            while (at != ROOT && walk[at] == 0) {
                walk[at] = start + 1;
                at = cause[at];
            }
            if (at != ROOT && walk[at] == start + 1) {
                cause[oldestOfRing(cause, at)] = ROOT;
                cycles++;
            }
        }
        return cycles;
    }

    private static int oldestOfRing(int[] cause, int member) {
        int oldest = member;
        for (int at = cause[member]; at != member; at = cause[at]) {
            oldest = Math.min(oldest, at);
        }
        return oldest;
    }

    private static List<EventTrace.Node> trees(List<StoredEvent> events, int[] cause) {
        List<List<EventTrace.Node>> children = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            children.add(List.of());
        }
        List<EventTrace.Node> roots = new ArrayList<>();
        int[] order = causesFirst(cause);
        for (int i = order.length - 1; i >= 0; i--) {
            int at = order[i];
            List<EventTrace.Node> effects =
                    children.get(at).stream().sorted(BY_POSITION).toList();
            EventTrace.Node node = new EventTrace.Node(events.get(at), sinceCause(events, cause, at), effects);
            children.set(at, List.of());
            if (cause[at] == ROOT) {
                roots.add(node);
            } else {
                if (children.get(cause[at]).isEmpty()) {
                    children.set(cause[at], new ArrayList<>());
                }
                children.get(cause[at]).add(node);
            }
        }
        roots.sort(BY_POSITION);
        return roots;
    }

    private static Duration sinceCause(List<StoredEvent> events, int[] cause, int at) {
        return cause[at] == ROOT
                ? Duration.ZERO
                : Duration.between(
                        events.get(cause[at]).event().time, events.get(at).event().time);
    }

    /// All indexes, each after its cause: by the length of the way to the root.
    private static int[] causesFirst(int[] cause) {
        int[] depth = new int[cause.length];
        for (int start = 0; start < cause.length; start++) {
            int steps = 0;
            int at = start;
            while (at != ROOT && depth[at] == 0) {
                steps++;
                at = cause[at];
            }
            int below = at == ROOT ? 0 : depth[at];
            for (int i = start; steps > 0; i = cause[i]) {
                depth[i] = below + steps;
                steps--;
            }
        }
        return sortedBy(depth);
    }

    private static int[] sortedBy(int[] depth) {
        int[] begin = new int[depth.length + 2];
        for (int value : depth) {
            begin[value + 1]++;
        }
        for (int i = 1; i < begin.length; i++) {
            begin[i] += begin[i - 1];
        }
        int[] sorted = new int[depth.length];
        for (int i = 0; i < depth.length; i++) {
            sorted[begin[depth[i]]++] = i;
        }
        return sorted;
    }
}
