package io.elixirscope.foundation.telemetry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One attached handler and its record of failures. `listening` is read by emitters; all else is guarded by the
/// slot's own monitor, taken only when something went wrong or somebody looks.
final class HandlerSlot {
    private static final HandlerSlot[] NONE = {};
    private static final long REPORT_INTERVAL_NANOS = 1_000_000_000L;

    final String handlerId;
    final List<String> names;
    final TelemetryHandler handler;
    final boolean timed;

    private volatile boolean listening = true;
    private boolean detached;
    private long failures;
    private long quarantines;
    private @Nullable String lastFailure;
    private long stayNanos;
    private long retryAtNanos;

    private long slowCalls;
    private long slowReported;
    private long slowestNanos;
    private long nextReportNanos;

    HandlerSlot(String handlerId, List<String> names, TelemetryHandler handler) {
        this.handlerId = handlerId;
        this.names = names;
        this.handler = handler;
        this.timed = !(handler instanceof PromptHandler);
    }

    /// Nobody: always the same empty array.
    static HandlerSlot[] none() {
        return NONE;
    }

    boolean listening() {
        return listening;
    }

    boolean wants(String eventName) {
        for (String pattern : names) {
            if (NameLogic.matches(pattern, eventName)) {
                return true;
            }
        }
        return false;
    }

    /// Ends deliveries for good. Returns false if that was done before.
    synchronized boolean detach() {
        boolean first = !detached;
        detached = true;
        listening = false;
        return first;
    }

    /// Counts a failure and begins a quarantine, unless one is under way or the handler is detached.
    ///
    /// @return the length of the quarantine begun by this call in nanoseconds, or 0
    synchronized long failed(String description, long nowNanos) {
        failures++;
        lastFailure = description;
        if (!listening) {
            return 0;
        }
        listening = false;
        quarantines++;
        stayNanos = QuarantineLogic.stayNanos(stayNanos, nowNanos - retryAtNanos);
        retryAtNanos = nowNanos + stayNanos;
        return stayNanos;
    }

    /// Ends the quarantine if its time has come. Returns true if this call ended it.
    synchronized boolean retry(long nowNanos) {
        if (listening || detached || nowNanos < retryAtNanos) {
            return false;
        }
        retryAtNanos = nowNanos;
        listening = true;
        return true;
    }

    /// Counts a slow call. Returns what to report now: nothing for calls within a second of the last report.
    synchronized @Nullable SlowReport slow(long tookNanos, long nowNanos) {
        slowCalls++;
        slowestNanos = Math.max(slowestNanos, tookNanos);
        if (nowNanos < nextReportNanos) {
            return null;
        }
        var report = new SlowReport(slowestNanos, slowCalls - slowReported);
        slowReported = slowCalls;
        slowestNanos = 0;
        nextReportNanos = nowNanos + REPORT_INTERVAL_NANOS;
        return report;
    }

    synchronized long failures() {
        return failures;
    }

    synchronized HandlerStatus status(long nowNanos) {
        boolean quarantined = !listening && !detached;
        return new HandlerStatus(
                handlerId,
                names,
                quarantined ? HandlerState.QUARANTINED : HandlerState.ATTACHED,
                failures,
                quarantines,
                slowCalls,
                Optional.ofNullable(lastFailure),
                quarantined ? Optional.of(Duration.ofNanos(Math.max(0, retryAtNanos - nowNanos))) : Optional.empty());
    }

    /// Slow calls since the last report.
    record SlowReport(long slowestNanos, long calls) {}
}
