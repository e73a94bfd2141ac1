package io.elixirscope.foundation.event.subscription;

import io.elixirscope.foundation.event.EventQuery;

/// What a query must be to be followed without an end.
final class FollowedQuery {
    private FollowedQuery() {}

    static EventQuery checked(EventQuery query) {
        if (query.order() == EventQuery.Order.DESC || query.limit().isPresent()) {
            throw new IllegalArgumentException("a query that is followed must be ascending and without limit");
        }
        return query;
    }
}
