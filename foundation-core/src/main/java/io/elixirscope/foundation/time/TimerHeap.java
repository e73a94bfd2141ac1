package io.elixirscope.foundation.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Binary heap of timers by deadline, then by sequence of arming; each entry knows its place, so that removal
/// of any is O(log n). Not thread-safe: guarded by its owner.
final class TimerHeap {
    /// An armed action. `place` is -1 when it is not in the heap.
    static class Entry {
        long deadlineNanos;
        long sequence;
        int place = -1;

        final boolean before(Entry other) {
            return deadlineNanos != other.deadlineNanos
                    ? deadlineNanos < other.deadlineNanos
                    : sequence < other.sequence;
        }
    }

    private static final int SMALLEST = 16;

    private @Nullable Entry[] entries = new @Nullable Entry[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    @Nullable
    Entry first() {
        return entries[0];
    }

    void add(Entry entry) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size * 2);
        }
        up(size++, entry);
    }

    /// Takes `entry` out. Returns false if it is not in here.
    boolean remove(Entry entry) {
        int place = entry.place;
        if (place < 0) {
            return false;
        }
        entry.place = -1;
        size--;
        Entry last = at(size);
        entries[size] = null;
        if (place != size) {
            down(place, last);
            if (last.place == place) {
                up(place, last);
            }
        }
        shrink();
        return true;
    }

    /// Empties the heap. Returns how many were in it.
    int clear() {
        int dropped = size;
        for (int place = 0; place < size; place++) {
            at(place).place = -1;
        }
        entries = new @Nullable Entry[SMALLEST];
        size = 0;
        return dropped;
    }

    private void up(int from, Entry entry) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            Entry above = at(parent);
            if (!entry.before(above)) {
                break;
            }
            put(place, above);
            place = parent;
        }
        put(place, entry);
    }

    private void down(int from, Entry entry) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && at(child + 1).before(at(child))) {
                child++;
            }
            if (!at(child).before(entry)) {
                break;
            }
            put(place, at(child));
            place = child;
        }
        put(place, entry);
    }

    private void shrink() {
        if (entries.length > SMALLEST && size < entries.length / 4) {
            entries = Arrays.copyOf(entries, entries.length / 2);
        }
    }

    private void put(int place, Entry entry) {
        entries[place] = entry;
        entry.place = place;
    }

    private Entry at(int place) {
        Entry entry = entries[place];
        if (entry == null) {
            throw new IllegalStateException("timer heap has no entry at " + place + " of " + size);
        }
        return entry;
    }
}
