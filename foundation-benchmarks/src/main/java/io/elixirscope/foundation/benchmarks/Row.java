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

    /// What was measured of a peer.
    Measurement peer(String name) {
        return work.peers().stream()
                .filter(peer -> peer.name().equals(name))
                .map(measured::get)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the work " + work.name() + " has no peer " + name));
    }

    boolean met() {
        return work.target().met(this);
    }

    /// Names of those whose error is too large to compare.
    List<String> unstable() {
        return measured.entrySet().stream()
                .filter(entry -> !entry.getValue().stable())
                .map(entry -> entry.getKey().name())
                .toList();
    }
}
