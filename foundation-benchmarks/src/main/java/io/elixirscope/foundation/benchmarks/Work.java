package io.elixirscope.foundation.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One row: a work, who does it, and where we want to be.
///
/// @param group group of rows, as `errors`
/// @param name literal name of the work, the same in every document
/// @param ours the library
/// @param limit the same work done by hand, where that makes sense
/// @param peers other libraries and the ways of plain Java
/// @param target where we want to be
record Work(String group, String name, Subject ours, Optional<Subject> limit, List<Subject> peers, Target target) {

    /// Everybody who is measured, in the order of the results.
    List<Subject> subjects() {
        return Stream.of(Stream.of(ours), limit.stream(), peers.stream())
                .flatMap(stream -> stream)
                .toList();
    }
}
