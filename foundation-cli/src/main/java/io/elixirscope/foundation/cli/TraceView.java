package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.event.EventTrace;
import io.elixirscope.foundation.formats.CloudEventsJson;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// A causation tree as text and as JSON. Walks without recursion: chains may be thousands of events deep.
final class TraceView {

    private static final int DRAWN_LEVELS = 24;

    private TraceView() {}

    static void tree(EventTrace trace, Output output) {
        output.line("correlation %s: %s".formatted(Visible.text(trace.correlationId()), counts(trace)));
        walk(trace, branch -> output.line(branch.drawing() + describe(branch)));
    }

    static void json(EventTrace trace, Output output) {
        var correlation = JsonText.write(Value.of(trace.correlationId()));
        output.part("{\"correlationid\":%s,\"events\":%d,\"orphans\":%d,\"cycles\":%d,\"nodes\":["
                .formatted(correlation, trace.events(), trace.orphans(), trace.cycles()));
        var separator = new StringBuilder();
        walk(trace, branch -> {
            output.part("%s{\"depth\":%d,\"sinceCauseNanos\":%d,\"event\":%s}"
                    .formatted(
                            separator,
                            branch.depth(),
                            branch.node().sinceCause().toNanos(),
                            CloudEventsJson.write(branch.node().event())));
            separator.replace(0, separator.length(), ",");
        });
        output.line("]}");
    }

    private static String counts(EventTrace trace) {
        var text = Numbers.counted(trace.events(), "event");
        text += trace.orphans() == 0 ? "" : ", " + Numbers.grouped(trace.orphans()) + " whose cause is not here";
        return text + (trace.cycles() == 0 ? "" : ", " + Numbers.grouped(trace.cycles()) + " in a cycle");
    }

    private static String describe(Branch branch) {
        var event = branch.node().event().event();
        var subject = event.subject().map(text -> "  " + Visible.cut(text, 60)).orElse("");
        var text = Visible.cut(event.type(), 40) + subject + "  " + Visible.cut(event.id(), 44);
        return branch.depth() == 0
                ? text + "  " + event.time()
                : text + "  +" + DurationText.of(branch.node().sinceCause());
    }

    private static void walk(EventTrace trace, Consumer<Branch> visitor) {
        Deque<Branch> stack = new ArrayDeque<>();
        push(stack, trace.roots(), 0, "", "");
        while (!stack.isEmpty()) {
            var branch = stack.pop();
            visitor.accept(branch);
            push(stack, branch.node().children(), branch.depth() + 1, branch.below(), "├─ ");
        }
    }

    /// Pushes siblings so that the first is on top.
    private static void push(Deque<Branch> stack, List<EventTrace.Node> nodes, int depth, String before, String joint) {
        for (var i = nodes.size() - 1; i >= 0; i--) {
            var last = i == nodes.size() - 1;
            stack.push(new Branch(nodes.get(i), depth, before, last && depth > 0 ? "└─ " : joint));
        }
    }

    /// One event in the walk.
    private record Branch(EventTrace.Node node, int depth, String before, String joint) {

        String drawing() {
            return depth > DRAWN_LEVELS ? before + "[" + depth + "] " : before + joint;
        }

        String below() {
            if (depth == 0 || depth >= DRAWN_LEVELS) {
                return before;
            }
            return before + (joint.startsWith("└") ? "   " : "│  ");
        }
    }
}
