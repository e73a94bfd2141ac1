package io.elixirscope.foundation.time;

import java.time.Duration;

/// Arithmetic of deadlines and of the random stream: static and pure.
final class TimeLogic {
    private static final long MAX_WHOLE_SECONDS = Long.MAX_VALUE / 1_000_000_000L;

    private TimeLogic() {}

    /// `now + delay`, not before now and saturating at [Scheduler#NO_DEADLINE].
    static long deadline(long nowNanos, Duration delay) {
        long nanos = nanos(delay);
        return nanos > Scheduler.NO_DEADLINE - nowNanos ? Scheduler.NO_DEADLINE : nowNanos + nanos;
    }

    /// The duration in nanoseconds: negative is 0, too long is `Long.MAX_VALUE`.
    static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return duration.toSeconds() >= MAX_WHOLE_SECONDS ? Long.MAX_VALUE : duration.toNanos();
    }

    /// Whole periods that lie wholly in the past: how many firings of a periodic timer are skipped.
    ///
    /// @param dueNanos when the firing in hand was due
    static long missedPeriods(long dueNanos, long periodNanos, long nowNanos) {
        return nowNanos <= dueNanos ? 0 : (nowNanos - dueNanos) / periodNanos;
    }

    /// The output function of SplitMix64 (Stafford's variant 13).
    static long mix(long state) {
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// A usable increment of SplitMix64 from random bits: odd, and with enough changes between neighbouring
    /// bits.
    static long gamma(long bits) {
        long odd = mix(bits) | 1L;
        return Long.bitCount(odd ^ (odd >>> 1)) < 24 ? odd ^ 0xaaaaaaaaaaaaaaaaL : odd;
    }
}
