package io.elixirscope.foundation.time;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// SplitMix64 streams, one a stripe; a thread draws from the stripe that its id names.
///
/// Stripes and not a `ThreadLocal`: a hundred thousand virtual threads would each pay a map, a state and a
/// seed. Threads that share a stripe still get different numbers, since the state moves by an atomic add. Each
/// stripe has a random start and a random odd increment of its own, so that two streams do not run over the
/// same numbers one after the other.
final class RandomStripes {
    private static final int STRIPES = 64;
    /// Longs between two states: no two share a pair of cache lines.
    private static final int SPACING = 16;

    private volatile @Nullable Streams streams;

    long next() {
        Streams ready = streams;
        if (ready == null) {
            ready = seeded();
        }
        int stripe = (int) (Thread.currentThread().threadId() & (STRIPES - 1));
        return TimeLogic.mix(ready.states.getAndAdd(stripe * SPACING, ready.gammas[stripe]));
    }

    /// Seeds on first use: who draws nothing does not wait for the secure generator.
    private synchronized Streams seeded() {
        Streams present = streams;
        if (present != null) {
            return present;
        }
        byte[] seed = new byte[STRIPES * 2 * Long.BYTES];
        new SecureRandom().nextBytes(seed);
        ByteBuffer words = ByteBuffer.wrap(seed);
        var states = new AtomicLongArray(STRIPES * SPACING);
        long[] gammas = new long[STRIPES];
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            states.setPlain(stripe * SPACING, words.getLong());
            gammas[stripe] = TimeLogic.gamma(words.getLong());
        }
        var made = new Streams(states, gammas);
        streams = made;
        return made;
    }

    private static final class Streams {
        final AtomicLongArray states;
        final long[] gammas;

        Streams(AtomicLongArray states, long[] gammas) {
            this.states = states;
            this.gammas = gammas;
        }
    }
}
