package io.elixirscope.foundation.event.subscription;

/// What becomes of a subscription when retention drops events that it has not looked at yet.
public enum WhenPruned {
    /// It ends with `D402 position_pruned`.
    END,
    /// It goes on with the oldest retained event; what was skipped is counted and told by
    /// `elixir_scope.event.subscription_skipped`.
    SKIP
}
