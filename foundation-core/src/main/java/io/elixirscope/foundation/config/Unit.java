package io.elixirscope.foundation.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The unit of a bare number: `@Unit(MILLIS) Duration timeout` reads `500` as half a second, `@Unit(BYTES) long
/// limit` reads `16MiB` as well as `16777216`.
///
/// Without it a bare number for a `Duration` is refused, because it is as often meant in seconds as in
/// milliseconds.
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Unit {
    /// The unit.
    ///
    /// @return `NANOS` to `DAYS` on a `Duration`, `BYTES` to `GIBIBYTES` on a `long`
    Measure value();

    /// What a bare number counts.
    enum Measure {
        /// Nanoseconds.
        NANOS(1),
        /// Microseconds.
        MICROS(1_000),
        /// Milliseconds.
        MILLIS(1_000_000),
        /// Seconds.
        SECONDS(1_000_000_000),
        /// Minutes of 60 seconds.
        MINUTES(60L * 1_000_000_000),
        /// Hours of 60 minutes.
        HOURS(3_600L * 1_000_000_000),
        /// Days of 24 hours.
        DAYS(86_400L * 1_000_000_000),
        /// Bytes.
        BYTES(1),
        /// 1,024 bytes.
        KIBIBYTES(1L << 10),
        /// 1,024 kibibytes.
        MEBIBYTES(1L << 20),
        /// 1,024 mebibytes.
        GIBIBYTES(1L << 30);

        private final long base;

        Measure(long base) {
            this.base = base;
        }

        /// The size of one: nanoseconds for a measure of time, bytes for one of size.
        ///
        /// @return a positive number
        public long base() {
            return base;
        }

        /// Whether this measures time.
        ///
        /// @return false for a size in bytes
        public boolean time() {
            return compareTo(DAYS) <= 0;
        }
    }
}
