package io.elixirscope.foundation.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The section `infrastructure` of the [Foundation's settings][FoundationConfig]: limits of an application's
/// calls to others. Data for the application; immutable.
///
/// @param rateLimiting how often something may be done
/// @param circuitBreaker when calls to something that fails are left out
/// @param connectionPool how many connections there are
public record InfrastructureConfig(
        RateLimiting rateLimiting, CircuitBreaker circuitBreaker, ConnectionPool connectionPool) {

    /// How often something may be done.
    ///
    /// @param defaultRules by the name of what is done
    /// @param enabled whether anything is limited
    /// @param cleanupInterval how often counts that are over are dropped, `> 0`; a bare number is
    ///     milliseconds
    public record RateLimiting(
            @Default("api-calls.scale=60000, api-calls.limit=100, db-queries.scale=60000, db-queries.limit=500, "
                    + "file-operations.scale=1000, file-operations.limit=10")
            Map<String, Rate> defaultRules,

            @Updatable @Default("true") boolean enabled,

            @Updatable @Unit(Unit.Measure.MILLIS) @Default("300000")
            Duration cleanupInterval)
            implements Checked {
        @Override
        public List<String> violations() {
            return new Rules().positive("cleanupInterval", cleanupInterval).broken();
        }
    }

    /// How often in a while.
    ///
    /// @param scale the while, `> 0`; a bare number is milliseconds
    /// @param limit how often, `> 0`
    public record Rate(@Unit(Unit.Measure.MILLIS) Duration scale, int limit) implements Checked {
        @Override
        public List<String> violations() {
            return new Rules().positive("scale", scale).positive("limit", limit).broken();
        }
    }

    /// When calls to something that fails are left out.
    ///
    /// @param defaultConfig for what has no limits of its own
    /// @param enabled whether any are left out
    public record CircuitBreaker(
            Breaker defaultConfig,
            @Updatable @Default("true") boolean enabled) {}

    /// Limits of one circuit breaker.
    ///
    /// @param failureThreshold so many failures open it, `> 0`
    /// @param recoveryTime how long it stays open, `> 0`; a bare number is milliseconds
    /// @param callTimeout longest call, `> 0`; a bare number is milliseconds
    public record Breaker(
            @Default("5") int failureThreshold,
            @Unit(Unit.Measure.MILLIS) @Default("30000") Duration recoveryTime,
            @Unit(Unit.Measure.MILLIS) @Default("5000") Duration callTimeout)
            implements Checked {
        @Override
        public List<String> violations() {
            return new Rules()
                    .positive("failureThreshold", failureThreshold)
                    .positive("recoveryTime", recoveryTime)
                    .positive("callTimeout", callTimeout)
                    .broken();
        }
    }

    /// How many connections there are.
    ///
    /// @param defaultConfig for pools that have no limits of their own
    /// @param enabled whether connections are pooled
    public record ConnectionPool(
            Pool defaultConfig, @Updatable @Default("true") boolean enabled) {}

    /// Limits of one pool.
    ///
    /// @param size connections that are kept, `> 0`
    /// @param maxOverflow connections beyond those while they are needed, `>= 0`
    /// @param strategy which one is given next
    public record Pool(
            @Default("10") int size,
            @Default("5") int maxOverflow,
            @Default("lifo") Turn strategy) implements Checked {
        @Override
        public List<String> violations() {
            return new Rules()
                    .positive("size", size)
                    .atLeastZero("maxOverflow", maxOverflow)
                    .broken();
        }
    }

    /// Which connection is given next.
    public enum Turn {
        /// The one used last.
        LIFO,
        /// The one that waits longest.
        FIFO
    }
}
