package io.elixirscope.foundation.error;

/// How much an error matters to an operator, in rising order.
public enum Severity {
    /// Expected now and then; the caller deals with it.
    LOW,
    /// Worth a look when it repeats.
    MEDIUM,
    /// Something does not work as it should; look soon.
    HIGH,
    /// Data or the whole service is at stake; look now.
    CRITICAL
}
