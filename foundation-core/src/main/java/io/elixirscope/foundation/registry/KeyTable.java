package io.elixirscope.foundation.registry;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.Incarnation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The entries of one namespace. Thread-safe; reads take no lock.
///
/// The lists are immutable and replaced. An entry counts while its incarnation is not over,
/// whether it has left the table or not: so all entries of an incarnation end at the same
/// instant, and a fenced one can add none.
final class KeyTable<K, P> {
    private final RegistryErrors errors;
    private final int maxEntries;
    private final int perKey;
    private final ConcurrentHashMap<K, List<Entry<K, P>>> byKey = new ConcurrentHashMap<>();
    /// Entries in the table or about to be; who takes one out gives its place back.
    private final AtomicInteger places = new AtomicInteger();

    /// @param perKey how many servers one key may have
    KeyTable(RegistryErrors errors, int maxEntries, int perKey) {
        this.errors = errors;
        this.maxEntries = maxEntries;
        this.perKey = perKey;
    }

    /// The commit point is the last look at the incarnation: what is fenced by then takes its
    /// entry back, what is fenced later runs the entry's ending.
    Result<Done> add(Entry<K, P> entry) {
        Incarnation owner = entry.incarnation();
        if (!owner.atEnd(entry)) {
            return Result.err(errors.fenced(entry.key(), owner));
        }
        FoundationError refusal = insert(entry);
        if (refusal != null) {
            owner.notAtEnd(entry);
            return Result.err(refusal);
        }
        if (owner.fenced()) {
            remove(entry);
            return Result.err(errors.fenced(entry.key(), owner));
        }
        return Result.done();
    }

    private @Nullable FoundationError insert(Entry<K, P> entry) {
        if (!reserve()) {
            return errors.full(entry.key(), maxEntries);
        }
        var insertion = new Insertion(entry);
        byKey.compute(entry.key(), (_, before) -> insertion.into(before));
        Entry<K, P> holder = insertion.holder;
        places.addAndGet(-insertion.left - (holder == null ? 0 : 1));
        return holder == null ? null : errors.taken(entry.key(), holder);
    }

    private boolean reserve() {
        int taken = places.get();
        while (taken < maxEntries) {
            if (places.compareAndSet(taken, taken + 1)) {
                return true;
            }
            taken = places.get();
        }
        return false;
    }

    /// Takes an entry out; no effect if it is out.
    boolean remove(Entry<K, P> entry) {
        entry.incarnation().notAtEnd(entry);
        var before = new ArrayList<Entry<K, P>>(1);
        byKey.computeIfPresent(entry.key(), (_, all) -> {
            if (!all.contains(entry)) {
                return all;
            }
            before.add(entry);
            List<Entry<K, P>> rest =
                    all.stream().filter(each -> !each.equals(entry)).toList();
            return rest.isEmpty() ? null : rest;
        });
        places.addAndGet(-before.size());
        return !before.isEmpty();
    }

    /// The oldest entry of a key; null if it has none.
    @Nullable
    Entry<K, P> first(K key) {
        List<Entry<K, P>> all = byKey.get(key);
        if (all == null) {
            return null;
        }
        for (int i = 0; i < all.size(); i++) {
            Entry<K, P> each = all.get(i);
            if (!each.over()) {
                return each;
            }
        }
        return null;
    }

    /// The entries of a key, oldest first.
    Stream<Entry<K, P>> all(K key) {
        return byKey.getOrDefault(key, List.of()).stream().filter(entry -> !entry.over());
    }

    Stream<Entry<K, P>> all() {
        return byKey.values().stream().flatMap(List::stream).filter(entry -> !entry.over());
    }

    @Nullable
    Entry<K, P> of(K key, Incarnation owner) {
        return all(key).filter(entry -> entry.incarnation().equals(owner))
                .findFirst()
                .orElse(null);
    }

    int count() {
        return places.get();
    }

    int maxEntries() {
        return maxEntries;
    }

    /// One entry on its way into the list of its key, while nobody else changes that list.
    private final class Insertion {
        private final Entry<K, P> entry;
        /// Why it did not get in.
        private @Nullable Entry<K, P> holder;
        /// Entries of incarnations that are over, taken out on the way.
        private int left;

        Insertion(Entry<K, P> entry) {
            this.entry = entry;
        }

        List<Entry<K, P>> into(@Nullable List<Entry<K, P>> before) {
            if (before == null) {
                return List.of(entry);
            }
            List<Entry<K, P>> after = new ArrayList<>(before.size() + 1);
            for (Entry<K, P> each : before) {
                if (each.over()) {
                    left++;
                    continue;
                }
                after.add(each);
                if (each.incarnation().equals(entry.incarnation())) {
                    holder = each;
                }
            }
            if (holder == null && after.size() >= perKey) {
                holder = after.getFirst();
            }
            if (holder == null) {
                after.add(entry);
            }
            return List.copyOf(after);
        }
    }
}
