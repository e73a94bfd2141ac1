package io.elixirscope.foundation.telemetry;

/// Set of the newest ids, in fixed memory: a ring of ids in order of arrival, and a hash table of places in the
/// ring with linear probing. Not thread-safe.
final class RecentIds {
    private final long[] ring;
    /// Place in the ring plus one; 0 = free. At most a quarter full.
    private final int[] table;
    private final int mask;
    private int next;
    private boolean full;

    /// @param capacity ids remembered, `> 0`
    RecentIds(int capacity) {
        ring = new long[capacity];
        int slots = Integer.highestOneBit(Math.max(4, capacity * 4 - 1)) << 1;
        table = new int[slots];
        mask = slots - 1;
    }

    /// Remembers `id`; the oldest goes when there is no room. Returns false, and changes nothing, if it is
    /// remembered.
    boolean add(long id) {
        if (table[find(id)] != 0) {
            return false;
        }
        if (full) {
            remove(find(ring[next]));
        }
        ring[next] = id;
        table[find(id)] = next + 1;
        next++;
        if (next == ring.length) {
            next = 0;
            full = true;
        }
        return true;
    }

    /// The slot that holds `id`, or the free one where it would be.
    private int find(long id) {
        int slot = home(id);
        while (table[slot] != 0 && ring[table[slot] - 1] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /// Frees a slot and moves back the entries behind it that would else be cut off from their home.
    private void remove(int slot) {
        int free = slot;
        int look = slot;
        table[free] = 0;
        while (true) {
            look = (look + 1) & mask;
            if (table[look] == 0) {
                return;
            }
            int wanted = home(ring[table[look] - 1]);
            if (((look - wanted) & mask) >= ((look - free) & mask)) {
                table[free] = table[look];
                table[look] = 0;
                free = look;
            }
        }
    }

    private int home(long id) {
        return (int) ((id * 0x9e3779b97f4a7c15L) >>> 40) & mask;
    }
}
