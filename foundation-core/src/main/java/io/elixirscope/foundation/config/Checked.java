package io.elixirscope.foundation.config;

import java.util.List;

/// A settings record with rules over several of its components, all told at once.
///
/// A compact constructor can throw for the first broken rule only; this is asked after the record was made.
/// Pure: no I/O, no threads; it runs for every change set.
@FunctionalInterface
public interface Checked {
    /// All broken rules of this record.
    ///
    /// @return one sentence a rule, empty when all hold; a sentence that begins with the name of a component
    ///     ("max must be >= min, was 3") is shown at that component's setting, any other at the record
    List<String> violations();
}
