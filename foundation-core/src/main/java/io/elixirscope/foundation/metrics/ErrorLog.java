package io.elixirscope.foundation.metrics;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.OperationTrace;
import io.elixirscope.foundation.error.Severity;
import io.elixirscope.foundation.telemetry.Emission;
import io.elixirscope.foundation.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The errors that occurred: counts by code, first and last seen, and the newest ones. Fed by
/// `elixir_scope.error.occurred`, which tells each error once. Thread-safe; nothing here waits longer than for a
/// look-up.
///
/// Bounded however many errors there are: [#MAX_RECENT] errors or [#MAX_RECENT_BYTES], whichever is less, and
/// [#MAX_CODES] codes, each with its newest error; further codes count as `other`. The metrics server tends it; a
/// crash of that server loses nothing.
public final class ErrorLog {
    /// Errors that are kept. Unit: errors.
    public static final int MAX_RECENT = 256;
    /// Memory of the errors that are kept, estimated from above. Unit: bytes.
    public static final int MAX_RECENT_BYTES = 256 * 1024;
    /// Codes that are counted apart. Unit: codes.
    public static final int MAX_CODES = 1_000;

    private static final String OTHER = "other";
    private static final String UNKNOWN = "unknown";

    private final Clock clock;
    private final Object lock = new Object();
    private final Map<String, ErrorTally> byCode = new HashMap<>();
    private final ArrayDeque<LoggedError> recent = new ArrayDeque<>();
    private int recentBytes;
    private long count;

    ErrorLog(Clock clock) {
        this.clock = clock;
    }

    void add(Emission emission) {
        if (emission.attribute("error") instanceof FoundationError error) {
            add(entry(error, emission.attribute("code"), emission.attribute("severity")));
        }
    }

    /// The code and severity come from the emission, since a type of an application may fail to give them.
    private LoggedError entry(FoundationError error, @Nullable Object code, @Nullable Object severity) {
        return new LoggedError(
                error.id(),
                code instanceof String text ? text : UNKNOWN,
                severity instanceof String text ? Severity.valueOf(text) : Severity.HIGH,
                clock.wallTime(),
                error.message(),
                error.operation().map(OperationTrace::correlationId));
    }

    private void add(LoggedError error) {
        synchronized (lock) {
            count++;
            String code = byCode.containsKey(error.code()) || byCode.size() < MAX_CODES ? error.code() : OTHER;
            var known = byCode.get(code);
            byCode.put(code, known == null ? new ErrorTally(code, 1, error.at(), error) : known.with(error));
            recent.addLast(error);
            recentBytes += error.bytes();
            while (recent.size() > MAX_RECENT || recentBytes > MAX_RECENT_BYTES) {
                recentBytes -= recent.removeFirst().bytes();
            }
        }
    }

    /// {@return errors that occurred since the start, each id once}
    public long count() {
        synchronized (lock) {
            return count;
        }
    }

    /// {@return an immutable copy of the tallies by code, in the order of the codes}
    public SortedMap<String, ErrorTally> errorsByCode() {
        synchronized (lock) {
            return Collections.unmodifiableSortedMap(new TreeMap<>(byCode));
        }
    }

    /// {@return an immutable copy of the newest errors, newest first}
    public List<LoggedError> recent() {
        List<LoggedError> newestFirst;
        synchronized (lock) {
            newestFirst = new ArrayList<>(recent);
        }
        Collections.reverse(newestFirst);
        return List.copyOf(newestFirst);
    }
}
