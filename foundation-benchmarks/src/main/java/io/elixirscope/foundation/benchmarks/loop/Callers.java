package io.elixirscope.foundation.benchmarks.loop;

import java.util.concurrent.ThreadFactory;

/// Who repeats an operation.
///
/// @param count how many at the same time; 0 where things are kept and nothing is repeated
/// @param kind their threads
public record Callers(int count, Kind kind) {
    /// Nobody.
    public static final Callers NONE = virtual(0);
    /// One virtual thread.
    public static final Callers ONE = virtual(1);

    /// Kinds of threads.
    public enum Kind {
        /// threads of the operating system
        PLATFORM,
        /// virtual threads
        VIRTUAL
    }

    /// Virtual threads.
    ///
    /// @param count how many
    /// @return the callers
    public static Callers virtual(int count) {
        return new Callers(count, Kind.VIRTUAL);
    }

    /// Platform threads.
    ///
    /// @param count how many
    /// @return the callers
    public static Callers platform(int count) {
        return new Callers(count, Kind.PLATFORM);
    }

    ThreadFactory threads() {
        return switch (kind) {
            case PLATFORM -> Thread.ofPlatform().daemon().factory();
            case VIRTUAL -> Thread.ofVirtual().factory();
        };
    }
}
