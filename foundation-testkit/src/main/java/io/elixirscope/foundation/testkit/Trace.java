package io.elixirscope.foundation.testkit;

import java.util.ArrayList;
import java.util.List;

/// What happened in a seeded run: each point at which the baton could change hands, in order.
/// Immutable. The same seed gives an equal trace, as long as the code under test is
/// deterministic by itself.
///
/// @param seed the seed
/// @param steps one text a point, such as `caller#3 WAKE -> inventory#2`: thread and number of
///     its start, what it did, and who runs next
public record Trace(long seed, List<String> steps) {
    /// Copies the list.
    ///
    /// @param seed the seed
    /// @param steps one text a point
    public Trace {
        steps = List.copyOf(steps);
    }

    /// The last steps, for a report.
    ///
    /// @param most how many at most, `>= 0`
    /// @return one line a step
    public String tail(int most) {
        int from = Math.max(0, steps.size() - most);
        return String.join("\n", steps.subList(from, steps.size()));
    }

    /// What a thread did when the baton could change hands.
    enum Point {
        PARK,
        WAKE,
        START,
        NANOS,
        PAUSE,
        END
    }

    /// A trace in the making. Not thread-safe.
    static final class Recording {
        private final List<String> names = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();

        private record Step(Point point, int thread, int next) {}

        void named(int number, String name) {
            names.add(name + "#" + number);
        }

        void add(Point point, int thread, int next) {
            steps.add(new Step(point, thread, next));
        }

        int size() {
            return steps.size();
        }

        Trace toTrace(long seed) {
            return new Trace(seed, steps.stream().map(this::text).toList());
        }

        private String text(Step step) {
            String next = step.next() == step.thread() ? "" : " -> " + names.get(step.next());
            return names.get(step.thread()) + " " + step.point() + next;
        }
    }
}
