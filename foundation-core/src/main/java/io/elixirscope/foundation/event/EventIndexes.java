package io.elixirscope.foundation.event;

import java.util.List;

/// All indexes of one store, by [IndexedKey]. One thread at a time adds and drops; any thread looks up.
final class EventIndexes {
    private final EventIndex identities = new EventIndex(IndexedKey.IDENTITY);
    private final EventIndex ids = new EventIndex(IndexedKey.ID);
    private final EventIndex correlations = new EventIndex(IndexedKey.CORRELATION);
    private final EventIndex causes = new EventIndex(IndexedKey.CAUSE);
    private final EventIndex types = new EventIndex(IndexedKey.TYPE);
    private final List<EventIndex> all = List.of(identities, ids, correlations, causes, types);
    private final long seed;

    /// @param seed random, so that nobody can choose texts that collide
    EventIndexes(long seed) {
        this.seed = seed;
    }

    void add(long position, Event event, long first) {
        for (EventIndex index : all) {
            index.add(index.key().of(event, seed), position, first);
        }
    }

    void dropBefore(long first) {
        for (EventIndex index : all) {
            index.dropBefore(first);
        }
    }

    /// Positions that may hold this key's text, newest first. Other texts may be among them.
    PositionChain chain(IndexedKey key, String text) {
        return new PositionChain(index(key), IndexedKey.text(text, seed));
    }

    /// Positions that may hold this identity, newest first.
    PositionChain chain(String source, String id) {
        return new PositionChain(identities, IndexedKey.identity(source, id, seed));
    }

    private EventIndex index(IndexedKey key) {
        return switch (key) {
            case IDENTITY -> identities;
            case ID -> ids;
            case CORRELATION -> correlations;
            case CAUSE -> causes;
            case TYPE -> types;
        };
    }
}
