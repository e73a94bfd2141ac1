package io.elixirscope.foundation.config;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// What a subscriber is told: the step from the version it was told of last to a newer one.
/// Immutable.
///
/// @param <C> the application's record
/// @param before the version it was told of last; at first that of when it subscribed
/// @param after the newer version, already written and in force
/// @param paths the dotted paths it subscribed to whose effective value differs between the two, in
///     order; empty where merged versions undo each other
/// @param merged how many versions this step stands for: 1, or more when the subscriber fell behind
///     its queue
public record ConfigUpdate<C>(ConfigSnapshot<C> before, ConfigSnapshot<C> after, Set<String> paths, int merged) {
    /// Copies the paths in order.
    ///
    /// @throws IllegalArgumentException if `merged` is below 1
    public ConfigUpdate {
        if (merged < 1) {
            throw new IllegalArgumentException("merged must be >= 1, was " + merged);
        }
        paths = Collections.unmodifiableSet(new TreeSet<>(paths));
    }

    /// One subscriber's interest in a part of the configuration, until it is closed. Thread-safe.
    ///
    /// It outlives restarts of the configuration server and ends with the configuration.
    public interface Subscription extends AutoCloseable {
        /// What it was made with.
        ///
        /// @return a dotted path; empty for all
        String path();

        /// Whether it will be told of more.
        ///
        /// @return false once it is closed
        boolean active();

        /// Steps that wait.
        ///
        /// @return `0..capacity`
        int waiting();

        /// Steps that its subscriber was given, those at which it threw among them.
        ///
        /// @return how many so far
        long delivered();

        /// Steps at which its subscriber threw.
        ///
        /// @return how many so far
        long failures();

        /// Ends it. When this returns nothing more is delivered. No effect if it has ended.
        ///
        /// Waits until a call of the subscriber under way has returned, unless it is that call which
        /// closes; an interrupt does not end the wait, its flag is kept.
        @Override
        void close();
    }
}
