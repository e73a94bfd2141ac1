package io.elixirscope.foundation.error;

import io.elixirscope.foundation.value.Value;
import java.util.List;
import java.util.Map;

/// What an [ErrorContext] knew at one moment. Immutable.
///
/// @param operationId id of the innermost operation
/// @param correlationId text that joins everything that belongs to one request
/// @param durationNanos nanoseconds from the start of the innermost operation to that moment
/// @param breadcrumbs steps on the way, oldest first, at most [ErrorContext#MAX_BREADCRUMBS]
/// @param droppedBreadcrumbs older steps that are not in the list
/// @param metadata values that were added to the context
public record OperationTrace(
        long operationId,
        String correlationId,
        long durationNanos,
        List<Breadcrumb> breadcrumbs,
        int droppedBreadcrumbs,
        Map<String, Value> metadata) {
    /// Copies the collections.
    public OperationTrace {
        breadcrumbs = List.copyOf(breadcrumbs);
        metadata = BoundedFields.copyOf(metadata);
    }
}
