package io.elixirscope.foundation.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The series of one metric by their tags' values: a hash table with open addressing. Finding takes
/// no lock and makes no object; changes are made under the metric's lock. A removal makes a new
/// table, so a search never crosses a hole.
final class SeriesTable<S extends Series> {
    private static final int SMALLEST = 4;

    private volatile AtomicReferenceArray<@Nullable S> slots = new AtomicReferenceArray<>(SMALLEST);
    private int size;

    @Nullable
    S find(String value) {
        AtomicReferenceArray<@Nullable S> all = slots;
        for (int i = start(value.hashCode(), all); ; i = next(i, all)) {
            S series = all.get(i);
            if (series == null || series.tagValues()[0].equals(value)) {
                return series;
            }
        }
    }

    @Nullable
    S find(String first, String second) {
        AtomicReferenceArray<@Nullable S> all = slots;
        for (int i = start(31 * first.hashCode() + second.hashCode(), all); ; i = next(i, all)) {
            S series = all.get(i);
            if (series == null || (series.tagValues()[0].equals(first) && series.tagValues()[1].equals(second))) {
                return series;
            }
        }
    }

    @Nullable
    S find(String[] values) {
        AtomicReferenceArray<@Nullable S> all = slots;
        for (int i = start(hash(values), all); ; i = next(i, all)) {
            S series = all.get(i);
            if (series == null || Arrays.equals(series.tagValues(), values)) {
                return series;
            }
        }
    }

    /// As [#find(String)] and [#find(String, String)] hash.
    private static int hash(String[] values) {
        int hash = 0;
        for (String value : values) {
            hash = 31 * hash + value.hashCode();
        }
        return hash;
    }

    private static int start(int hash, AtomicReferenceArray<?> all) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ mixed >>> 16) & (all.length() - 1);
    }

    private static int next(int slot, AtomicReferenceArray<?> all) {
        return (slot + 1) & (all.length() - 1);
    }

    void add(S series) {
        if (2 * (size + 1) > slots.length()) {
            rebuild(all(), slots.length() * 2);
        }
        put(series, slots);
        size++;
    }

    void remove(S series) {
        List<S> others = all();
        others.remove(series);
        rebuild(others, slots.length());
        size = others.size();
    }

    private void rebuild(List<S> series, int length) {
        var made = new AtomicReferenceArray<@Nullable S>(length);
        series.forEach(each -> put(each, made));
        slots = made;
    }

    private static <S extends Series> void put(S series, AtomicReferenceArray<@Nullable S> all) {
        int slot = start(hash(series.tagValues()), all);
        while (all.get(slot) != null) {
            slot = next(slot, all);
        }
        all.set(slot, series);
    }

    /// A copy, in no order.
    List<S> all() {
        AtomicReferenceArray<@Nullable S> present = slots;
        List<S> series = new ArrayList<>();
        for (int i = 0; i < present.length(); i++) {
            S each = present.get(i);
            if (each != null) {
                series.add(each);
            }
        }
        return series;
    }
}
