package io.elixirscope.foundation.event;

import org.jspecify.annotations.Nullable;

/// What events are looked up by, one constant an index. A new index is a constant here and its use in
/// [QueryPlan].
enum IndexedKey {
    /// Source and id: is it there already?
    IDENTITY {
        @Override
        long of(Event event, long seed) {
            return identity(event.source, event.id, seed);
        }
    },
    /// The id alone, for reading by id.
    ID {
        @Override
        long of(Event event, long seed) {
            return text(event.id, seed);
        }
    },
    /// The operation.
    CORRELATION {
        @Override
        long of(Event event, long seed) {
            return text(event.correlationId, seed);
        }
    },
    /// The cause.
    CAUSE {
        @Override
        long of(Event event, long seed) {
            return text(event.causeId, seed);
        }
    },
    /// The type.
    TYPE {
        @Override
        long of(Event event, long seed) {
            return text(event.type, seed);
        }
    };

    /// The event's key in this index, hashed; 0: it has none.
    abstract long of(Event event, long seed);

    static long identity(String source, String id, long seed) {
        return text(source, text(id, seed));
    }

    /// Hash of a text; 0 only for null. Two texts may share one: whoever looks up tests what he finds.
    static long text(@Nullable String text, long seed) {
        if (text == null) {
            return 0;
        }
        long hash = seed ^ text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return hash == 0 ? 1 : hash;
    }
}
