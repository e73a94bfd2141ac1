package io.elixirscope.foundation.telemetry;

import io.elixirscope.foundation.error.FoundationError;

/// The one place where an error *occurs*: boundaries (a reply, a crash, a refusal) record what passes them, and
/// each error counts once on its way up. Thread-safe; holds a lock for a look-up; handlers run in the caller's
/// thread.
///
/// Emits `elixir_scope.error.occurred` (COUNT; attributes `error` = the [FoundationError], `code` = its full
/// code, `severity` = its severity's name) for each id that is not among the last 1,024.
public final class Errors {
    static final int REMEMBERED = 1_024;

    private final TelemetryEvent occurred;
    private final RecentIds recent = new RecentIds(REMEMBERED);
    private long recorded;
    private long repeated;

    /// An empty memory.
    ///
    /// @param telemetry emits what occurs
    public Errors(Telemetry telemetry) {
        this.occurred =
                telemetry.event("elixir_scope.error.occurred", MeasurementUnit.COUNT, "error", "code", "severity");
    }

    /// Records that an error occurred. Never throws.
    ///
    /// @param error what occurred
    /// @return true if it was new, false if its id was recorded before
    public boolean record(FoundationError error) {
        if (!remember(error.id())) {
            return false;
        }
        if (occurred.enabled()) {
            emit(error);
        }
        return true;
    }

    /// An application's own error type may throw in its accessors; the error has occurred all the same.
    private void emit(FoundationError error) {
        String code;
        String severity;
        try {
            code = error.type().fullCode();
            severity = error.severity().name();
        } catch (RuntimeException _) {
            occurred.emit(1, error);
            return;
        }
        occurred.emit(1, error, code, severity);
    }

    private synchronized boolean remember(long id) {
        boolean isNew = recent.add(id);
        if (isNew) {
            recorded++;
        } else {
            repeated++;
        }
        return isNew;
    }

    /// Errors that occurred.
    ///
    /// @return how many since the start, each id once
    public synchronized long recorded() {
        return recorded;
    }

    /// Errors recorded again while their id was remembered.
    ///
    /// @return how many since the start
    public synchronized long repeated() {
        return repeated;
    }
}
