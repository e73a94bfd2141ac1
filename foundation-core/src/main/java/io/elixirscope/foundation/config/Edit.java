package io.elixirscope.foundation.config;

/// What a change set does to one path.
sealed interface Edit {
    /// Gives it a value: text in the setting's spelling or an object of its type.
    record Assign(Object given) implements Edit {
        /// The value may belong to a setting that is secret: it does not show.
        @Override
        public String toString() {
            return "Assign[" + Masking.HIDDEN + "]";
        }
    }

    /// Takes the run-time value away: the layers below show again.
    record Reset() implements Edit {}
}
