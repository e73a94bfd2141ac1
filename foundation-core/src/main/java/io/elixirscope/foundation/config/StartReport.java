package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import java.util.List;
import java.util.Optional;

/// What a start found. Immutable.
///
/// @param version the version that the start made, empty when it goes on with the last one
/// @param nanos how long the start took
/// @param damage one error for each damaged range of the change file
/// @param tornBytes length of the unfinished record that was cut aside
/// @param rejected overrides that no longer validate
record StartReport(
        Optional<ConfigVersion> version,
        long nanos,
        List<FoundationError> damage,
        int tornBytes,
        List<Rejected> rejected) {
    StartReport {
        damage = List.copyOf(damage);
        rejected = List.copyOf(rejected);
    }

    List<String> rejectedPaths() {
        return rejected.stream().map(Rejected::path).sorted().toList();
    }

    List<FoundationError> rejectionErrors() {
        return rejected.stream()
                .map(one -> FoundationError.of(
                                FoundationErrorType.INVALID_CONFIG_VALUE,
                                "the run-time value of " + one.path() + " was set aside: " + one.rule())
                        .with("path", one.path()))
                .toList();
    }
}
