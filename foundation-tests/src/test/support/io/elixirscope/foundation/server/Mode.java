package io.elixirscope.foundation.server;

/// Who runs the handlers of the probes. Suites marked with [InEveryMode] run in each, one after the other.
public enum Mode {
    /// Threads of the servers' own, as servers are by default.
    OWN_THREAD,
    /// Their callers where they may, as of non-blocking servers.
    CALLERS,
    /// Non-blocking servers whose runtime has them queue every call.
    QUEUEING;

    private static volatile Mode now = OWN_THREAD;

    /// The mode of the suite that runs.
    public static Mode now() {
        return now;
    }

    static void use(Mode mode) {
        now = mode;
    }

    /// An empty table for a runtime of this mode.
    public static ServerTable servers() {
        return now == QUEUEING ? ServerTable.queueing(0) : new ServerTable(0);
    }

    /// The definition in this mode.
    public static <P, S, V> GenServerBuilder<P, S, V> declare(GenServerBuilder<P, S, V> builder) {
        return now == OWN_THREAD ? builder : builder.nonBlocking();
    }
}
