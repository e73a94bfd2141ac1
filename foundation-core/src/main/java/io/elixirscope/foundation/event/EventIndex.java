package io.elixirscope.foundation.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// One index: for each key the chain of its positions, newest first.
///
/// One thread at a time adds; any thread reads meanwhile, without a lock. Nothing is ever removed
/// one by one: a chain ends where positions are no longer retained, and keys whose newest position
/// is gone leave when the table is rebuilt.
/*
 * table: open addressing, two words a slot       pages: for each position the distance back to
 *   +-------+------------------------------+       the one before it with the same key
 *   | key   | newest position, 0 = empty   |       +---+---+---+---+---
 *   +-------+------------------------------+       | 0 | 0 | 2 | 1 | …      0 = the chain ends here
 *                                                  +---+---+---+---+---
 * A writer stores key and distance first and releases the newest position last; a reader acquires it first.
 * A rebuilt table replaces the old one in one volatile write; a reader that still has the old one finds all that was
 * there when the reader began.
 */
final class EventIndex {
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int SMALLEST = 1_024;

    private final Pages<int[]> distances = new Pages<>();
    private volatile long[] table = new long[2 * SMALLEST];
    private final IndexedKey key;
    private int used;

    EventIndex(IndexedKey key) {
        this.key = key;
    }

    IndexedKey key() {
        return key;
    }

    /// Adds the newest position.
    ///
    /// @param hash of the event's key; 0: it has none
    /// @param position greater than any before, by one
    /// @param first oldest position retained
    void add(long hash, long position, long first) {
        int[] page = distances.make(position, () -> new int[Pages.SIZE]);
        if (hash == 0) {
            return;
        }
        long[] words = table;
        int slot = slot(words, hash);
        if (words[slot + 1] == 0) {
            if (4L * (used + 1) > 3L * (words.length / 2)) {
                words = rebuild(first);
                slot = slot(words, hash);
            }
            used++;
            words[slot] = hash;
        }
        long newest = words[slot + 1];
        page[Pages.slot(position)] = newest == 0 || newest < first ? 0 : Math.toIntExact(position - newest);
        WORD.setRelease(words, slot + 1, position);
    }

    /// The newest position of a key, 0 when there is none.
    long newest(long hash) {
        long[] words = table;
        int mask = words.length - 1;
        for (int slot = start(hash, mask); ; slot = (slot + 2) & mask) {
            long newest = (long) WORD.getAcquire(words, slot + 1);
            if (newest == 0 || words[slot] == hash) {
                return newest;
            }
        }
    }

    /// The position before this one with the same key, 0 when there is none or it is no longer retained.
    long before(long position) {
        int[] page = distances.at(position);
        int distance = page == null ? 0 : page[Pages.slot(position)];
        return distance == 0 ? 0 : position - distance;
    }

    /// Lets go of what belongs to positions before this one.
    void dropBefore(long first) {
        distances.dropBefore(first);
    }

    private static int slot(long[] words, long hash) {
        int mask = words.length - 1;
        int slot = start(hash, mask);
        while (words[slot + 1] != 0 && words[slot] != hash) {
            slot = (slot + 2) & mask;
        }
        return slot;
    }

    private static int start(long hash, int mask) {
        return (int) (hash >>> 17) & mask & ~1;
    }

    private long[] rebuild(long first) {
        long[] old = table;
        int live = 0;
        for (int slot = 0; slot < old.length; slot += 2) {
            live += old[slot + 1] >= first && old[slot + 1] != 0 ? 1 : 0;
        }
        int slots = Math.max(SMALLEST, Integer.highestOneBit(4 * (live + 1)));
        long[] words = new long[2 * slots];
        for (int slot = 0; slot < old.length; slot += 2) {
            if (old[slot + 1] >= first && old[slot + 1] != 0) {
                int target = slot(words, old[slot]);
                words[target] = old[slot];
                words[target + 1] = old[slot + 1];
            }
        }
        used = live;
        table = words;
        return words;
    }
}
