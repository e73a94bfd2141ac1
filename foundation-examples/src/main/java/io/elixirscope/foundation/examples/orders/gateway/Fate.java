package io.elixirscope.foundation.examples.orders.gateway;

/// What happens to one attempt to pay.
enum Fate {
    /// Charged, and told so.
    CHARGED,
    /// Refused for good: 402.
    DECLINED,
    /// Not charged: 503.
    BUSY,
    /// Charged, but the answer comes later than anybody waits.
    SLOW,
    /// Charged, but the answer is no JSON.
    GARBLED,
    /// Charged, but the connection is cut in the middle of the answer.
    CUT
}
