package io.elixirscope.foundation.benchmarks;

import io.elixirscope.foundation.benchmarks.loop.Callers;
import io.elixirscope.foundation.benchmarks.loop.ForkedContender;
import io.elixirscope.foundation.benchmarks.loop.Histogram;
import io.elixirscope.foundation.benchmarks.loop.Round;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/// Measures rows by loops: each subject in a JVM of its own, all of them awake by turns, so that
/// what disturbs the machine for a while disturbs all.
final class LoopedRuns {
    private final Effort effort;
    private final Deadline repeats;
    private final Consumer<String> progress;

    LoopedRuns(Effort effort, Deadline repeats, Consumer<String> progress) {
        this.effort = effort;
        this.repeats = repeats;
        this.progress = progress;
    }

    /// How often everybody's turn comes, and how long it is.
    ///
    /// @param rounds turns
    /// @param millis length of each
    record Turns(int rounds, int millis) {
        private static final int OF_SEVERAL = 9;
        private static final int OF_MANY = 5;
        private static final int MANY = 100;
        private static final int LEAST_OF_MANY_MILLIS = 500;
        private static final int OF_THINGS = 3;

        /// Short ones of one caller, whose error is that of their medians. Callers that compete
        /// get longer ones, in which the slowest has its chance; a thousand of them half a
        /// second.
        static Turns of(Effort effort, Callers callers) {
            if (callers.count() == 0) {
                return new Turns(OF_THINGS, effort.batchMillis());
            }
            if (callers.count() == 1) {
                return new Turns(effort.batches(), effort.batchMillis());
            }
            if (callers.count() < MANY) {
                return new Turns(OF_SEVERAL, Math.max(1, effort.countedMillis() / OF_SEVERAL));
            }
            return new Turns(OF_MANY, Math.max(LEAST_OF_MANY_MILLIS, effort.countedMillis() / OF_MANY));
        }
    }

    /// One subject's part in a row.
    private record Part(Subject.Looped subject, ForkedContender fork, List<Round> rounds) {
        Measurement measurement() {
            return LoopedRuns.measurement(rounds, subject.callers());
        }
    }

    Row row(Work work) throws IOException {
        List<Part> parts = new ArrayList<>();
        try {
            for (Subject subject : work.subjects()) {
                var looped = (Subject.Looped) subject;
                parts.add(new Part(looped, looped.fork().start(), new ArrayList<>()));
            }
            for (Part part : parts) {
                part.fork().warm(effort.warmupMillis());
            }
            rounds(parts);
            if (!parts.stream().allMatch(part -> part.measurement().stable()) && !repeats.passed()) {
                rounds(parts);
            }
        } finally {
            parts.forEach(part -> part.fork().close());
        }
        Map<Subject, Measurement> measured = new LinkedHashMap<>();
        for (Part part : parts) {
            var measurement = part.measurement();
            measured.put(part.subject(), measurement);
            progress.accept("%s: %s %s".formatted(work.name(), part.subject().name(), Table.cell(measurement)));
        }
        return new Row(work, measured);
    }

    private void rounds(List<Part> parts) throws IOException {
        var turns = Turns.of(effort, parts.getFirst().subject().callers());
        for (int turn = 0; turn < turns.rounds(); turn++) {
            for (Part part : parts) {
                part.rounds().add(part.fork().round(turns.millis()));
            }
        }
    }

    static Measurement measurement(List<Round> rounds, Callers callers) {
        double bytes = median(rounds, round -> (double) round.bytes() / round.works());
        if (callers.count() == 0) {
            return new Measurement(Double.NaN, Measurement.Spread.NONE, Double.NaN, bytes, Measurement.Crowd.ONE);
        }
        var durations = new Histogram();
        rounds.forEach(round -> durations.add(round.durations()));
        var spread = new Measurement.Spread(
                durations.nanos(50),
                durations.nanos(95),
                durations.nanos(99),
                durations.nanos(99.9),
                durations.nanos(100));
        ToDoubleFunction<Round> compared =
                callers.count() == 1 ? round -> round.durations().nanos(50) : Round::nanos;
        return new Measurement(
                median(rounds, Round::nanos),
                spread,
                Measurement.errorOfMedian(values(rounds, compared)),
                bytes,
                new Measurement.Crowd(callers.count(), median(rounds, Round::slowestByFastest)));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        return Measurement.median(values(rounds, value));
    }

    private static double[] values(List<Round> rounds, ToDoubleFunction<Round> value) {
        return rounds.stream().mapToDouble(value).toArray();
    }
}
