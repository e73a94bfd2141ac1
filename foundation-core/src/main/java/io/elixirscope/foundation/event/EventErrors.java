package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.util.List;

/// The errors that events and their stores answer with, worded in one place.
final class EventErrors {
    private EventErrors() {}

    static FoundationError of(ErrorType type, String message) {
        return FoundationError.of(type, message);
    }

    static FoundationError violations(List<String> violations) {
        return of(FoundationErrorType.VALIDATION_FAILED, "event refused: " + String.join("; ", violations))
                .with("violations", violations);
    }

    static FoundationError undecodable(int offset, String problem) {
        return of(
                FoundationErrorType.DESERIALIZATION_FAILED,
                "bytes are not an encoded event, at byte " + offset + ": " + problem);
    }

    static FoundationError corruptData(String id, int offset, String problem) {
        return of(
                FoundationErrorType.DATA_CORRUPTION,
                "data of event " + id + " is not a value at byte " + offset + ": " + problem);
    }

    static FoundationError unreadable(Event event, String what, List<String> problems) {
        return of(
                        FoundationErrorType.DESERIALIZATION_FAILED,
                        "data of event " + event.id + " of type " + event.type + ", schema version "
                                + event.schemaVersion + ", cannot be read as " + what + ": "
                                + String.join("; ", problems))
                .with("problems", problems);
    }

    static FoundationError otherType(Event event, String wanted) {
        return of(
                FoundationErrorType.TYPE_MISMATCH,
                "event " + event.id + " is of type " + event.type + ", not " + wanted);
    }

    static FoundationError closed() {
        return of(FoundationErrorType.SERVICE_UNAVAILABLE, "the event store is closed");
    }

    static FoundationError fenced(String server, long epoch) {
        return of(
                FoundationErrorType.INCARNATION_FENCED,
                "append refused: incarnation " + epoch + " of " + server + " is fenced");
    }

    static FoundationError duplicate(EventIdentity identity, long position) {
        return of(
                        FoundationErrorType.DUPLICATE_ID,
                        "event " + identity.id() + " of " + identity.source() + " is stored at position " + position
                                + " with other content")
                .with("id", identity.id())
                .with("source", identity.source())
                .with("position", position);
    }

    static FoundationError duplicateInBatch(EventIdentity identity) {
        return of(
                        FoundationErrorType.DUPLICATE_ID,
                        "event " + identity.id() + " of " + identity.source()
                                + " is twice in the batch, with different content")
                .with("id", identity.id())
                .with("source", identity.source());
    }

    static FoundationError tooLarge(Event event, int bytes, long limit) {
        return of(
                        FoundationErrorType.DATA_TOO_LARGE,
                        "event " + event.id() + " of type " + event.type() + " has " + bytes + " bytes, the limit is "
                                + limit)
                .with("bytes", bytes)
                .with("limit", limit);
    }

    static FoundationError batchTooLarge(String unit, long size, long limit) {
        return of(FoundationErrorType.DATA_TOO_LARGE, "batch has " + size + " " + unit + ", the limit is " + limit)
                .with("limit", limit);
    }

    static FoundationError notFound(String what) {
        return of(FoundationErrorType.DATA_NOT_FOUND, "no event " + what);
    }

    static boolean isNotFound(Result<?> result) {
        return result instanceof Result.Err<?>(FoundationError error)
                && error.type() == FoundationErrorType.DATA_NOT_FOUND;
    }

    static FoundationError ambiguous(String id, List<String> sources) {
        return of(
                        FoundationErrorType.INVALID_INPUT,
                        "event id " + id + " is used by several sources: " + String.join(", ", sources))
                .with("id", id)
                .with("sources", sources);
    }

    static FoundationError queryTimedOut() {
        return of(FoundationErrorType.TIMEOUT, "the query's results were not read before its deadline");
    }

    static FoundationError pruned(long position, long first) {
        return of(
                        FoundationErrorType.POSITION_PRUNED,
                        "position " + position + " is no longer retained, the oldest is " + first)
                .with("position", position)
                .with("oldest", first);
    }

    static FoundationError readOnly(FoundationError failure) {
        return of(FoundationErrorType.STORAGE_FAILED, "append refused: the store is read-only until it is opened again")
                .causedBy(failure);
    }

    static FoundationError traceTooLarge(String correlationId) {
        return of(
                        FoundationErrorType.DATA_TOO_LARGE,
                        "trace " + correlationId + " has more than " + EventTrace.MAX_EVENTS + " events")
                .with("limit", EventTrace.MAX_EVENTS);
    }
}
