package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.SourceExcerpt;
import org.jspecify.annotations.Nullable;

/// One thing wrong with a configuration. Immutable.
///
/// @param type what kind of problem, of the built-in catalogue's letter C for the library's own
/// @param path the dotted path it concerns, empty where there is none
/// @param message the rule and, unless secret, the rejected value; for people
/// @param at where, null for what no source gave (a missing setting)
public record ConfigProblem(
        ErrorType type,
        String path,
        String message,
        @Nullable SourceExcerpt at) {
    /// The problem as an error, with `path` in its context.
    ///
    /// @return a new error
    public FoundationError toError() {
        var error = FoundationError.of(type, message);
        if (!path.isEmpty()) {
            error = error.with("path", path);
        }
        return at == null ? error : error.at(at);
    }
}
