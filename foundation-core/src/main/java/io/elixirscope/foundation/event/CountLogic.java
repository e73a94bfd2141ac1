package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;

/// Counts what a query finds, in bounded memory.
final class CountLogic {
    private CountLogic() {}

    static Result<Long> count(EventStore store, EventQuery query) {
        return query.wantsAll() ? store.explain(query).map(EventQuery.Plan::events) : read(store, query);
    }

    private static Result<Long> read(EventStore store, EventQuery query) {
        return store.query(query).flatMap(cursor -> {
            try (cursor) {
                long found = 0;
                while (cursor.hasNext()) {
                    cursor.next();
                    found++;
                }
                return Result.ok(found);
            } catch (FoundationException ended) {
                return Result.err(ended.error());
            }
        });
    }
}
