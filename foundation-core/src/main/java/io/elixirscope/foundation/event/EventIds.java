package io.elixirscope.foundation.event;

import io.elixirscope.foundation.time.Scheduler;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/// Makes ids: UUIDs of version 7 (RFC 9562), each greater than the one before, also when the wall
/// clock stands or steps back. Thread-safe.
/*
 *  48 bits        4    12 bits      2    62 bits
 *  +--------------+----+------------+----+----------------------+
 *  | milliseconds | 7  | high       | 10 | low                  |
 *  +--------------+----+------------+----+----------------------+
 *
 * A new millisecond draws high (below half of its range) and low afresh. Within one, or before one that was used already,
 * low grows by a random step of 1 to 65,536 and carries into high; a full high goes on in the next millisecond.
 */
final class EventIds {
    private static final long LOW_MASK = (1L << 62) - 1;
    private static final long HIGH_MASK = (1L << 12) - 1;

    private final Scheduler scheduler;
    private final ReentrantLock lock = new ReentrantLock();
    private long millis;
    private long high;
    private long low;

    EventIds(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /// The next id as text: 36 characters that sort as they were made.
    String next() {
        long now = scheduler.clock().wallTime().toEpochMilli();
        lock.lock();
        try {
            if (now > millis) {
                draw(now);
            } else {
                step();
            }
            return new UUID(millis << 16 | 7L << 12 | high, 0x8000_0000_0000_0000L | low).toString();
        } finally {
            lock.unlock();
        }
    }

    private void draw(long now) {
        millis = now;
        high = scheduler.random() & (HIGH_MASK >>> 1);
        low = scheduler.random() & LOW_MASK;
    }

    private void step() {
        low += 1 + (scheduler.random() & 0xFFFF);
        if (low > LOW_MASK) {
            low &= LOW_MASK;
            high++;
        }
        if (high > HIGH_MASK) {
            draw(millis + 1);
        }
    }
}
