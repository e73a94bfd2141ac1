package io.elixirscope.foundation.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A work that was measured, everybody in one run.
///
/// @param work the row
/// @param measured by subject, in the order of the run
record Row(Work work, Map<Subject, Measurement> measured) {

    Row {
        measured = new LinkedHashMap<>(measured);
    }

    Measurement ours() {
        return measured.get(work.ours());
    }

    Optional<Measurement> limit() {
        return work.limit().map(measured::get);
    }

    boolean met() {
        return work.target().met(ours(), limit().orElse(null));
    }

    /// Names of those whose error is too large to compare.
    List<String> unstable() {
        return measured.entrySet().stream()
                .filter(entry -> !entry.getValue().stable())
                .map(entry -> entry.getKey().name())
                .toList();
    }
}
