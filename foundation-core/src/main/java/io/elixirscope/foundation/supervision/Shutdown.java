package io.elixirscope.foundation.supervision;

import java.time.Duration;

/// How a supervisor stops a child. Immutable.
///
/// The JVM cannot kill a thread. A child that does not end in its time is interrupted, and if that does not help
/// it is
/// abandoned: fenced, so that nothing it does counts any more, and shown in health until its thread ends.
public sealed interface Shutdown {
    /// Interrupt at once, without handling what waits and without `terminate`; abandon soon after. OTP's
    /// `brutal_kill`.
    record Immediate() implements Shutdown {}

    /// Handle what waits, then `terminate`; interrupt when the time is over; abandon soon after.
    ///
    /// @param limit the time, `> 0`
    record Within(Duration limit) implements Shutdown {
        /// Refuses a limit that is not positive.
        ///
        /// @param limit the time, `> 0`
        public Within {
            if (limit.isZero() || limit.isNegative()) {
                throw new IllegalArgumentException("shutdown limit must be > 0, was " + limit);
            }
        }
    }

    /// Handle what waits, then `terminate`, however long it takes. OTP's `infinity`, the default for supervisors.
    record Unbounded() implements Shutdown {}

    /// At once.
    ///
    /// @return the way to stop
    static Shutdown immediate() {
        return new Immediate();
    }

    /// Within `limit`.
    ///
    /// @param limit the time, `> 0`
    /// @return the way to stop
    static Shutdown within(Duration limit) {
        return new Within(limit);
    }

    /// However long it takes.
    ///
    /// @return the way to stop
    static Shutdown unbounded() {
        return new Unbounded();
    }
}
