package io.elixirscope.foundation.cli;

/// What the servers of the `top` screen are ordered by; each has the key of its first letter.
enum TopOrder {
    /// Calls a second, most first.
    CALLS,
    /// Messages that wait, most first.
    MAILBOX,
    /// p99, longest first.
    P99,
    /// Restarts, most first.
    RESTARTS,
    /// By name.
    NAME;

    static TopOrder byKey(int key, TopOrder otherwise) {
        for (TopOrder order : values()) {
            if (Character.toLowerCase(order.name().charAt(0)) == key) {
                return order;
            }
        }
        return otherwise;
    }
}
