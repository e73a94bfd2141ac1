package io.elixirscope.foundation.event.subscription;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import java.nio.file.Path;

/// The errors of following a store.
final class SubscriptionErrors {
    private SubscriptionErrors() {}

    static FoundationError overtaken(long position) {
        return FoundationError.of(
                        FoundationErrorType.POSITION_PRUNED,
                        "position " + position + " was pruned before it was looked at")
                .with("position", position);
    }

    static FoundationError storeClosed() {
        return FoundationError.of(FoundationErrorType.SERVICE_UNAVAILABLE, "the event store is closed");
    }

    static FoundationError feedClosed() {
        return FoundationError.of(FoundationErrorType.SERVICE_UNAVAILABLE, "the feed is closed");
    }

    static FoundationError closed(String name) {
        return FoundationError.of(FoundationErrorType.SERVICE_UNAVAILABLE, "subscription " + name + " has ended")
                .with("subscription", name);
    }

    static FoundationError taken(String name) {
        return FoundationError.of(
                        FoundationErrorType.KEY_TAKEN,
                        "there is a subscription " + name + " already; a name belongs to one at a time")
                .with("subscription", name);
    }

    static FoundationError handlerThrew(String name, long position, Throwable thrown) {
        return FoundationError.of(
                        FoundationErrorType.INTERNAL_ERROR,
                        "the handler of subscription " + name + " threw at position " + position
                                + "; it gets the same event again")
                .causedBy(thrown)
                .with("subscription", name)
                .with("position", position);
    }

    static FoundationError foldThrew(String name, long position, Throwable thrown) {
        return FoundationError.of(
                        FoundationErrorType.INTERNAL_ERROR,
                        "the fold of projection " + name + " threw at position " + position + "; it has ended")
                .causedBy(thrown)
                .with("projection", name)
                .with("position", position);
    }

    static FoundationError behind(String name, long position, long wanted) {
        return FoundationError.of(
                        FoundationErrorType.TIMEOUT,
                        "projection " + name + " is at position " + position + ", not yet at " + wanted)
                .with("projection", name);
    }

    static FoundationError ahead(String name, long position, long newest) {
        return FoundationError.of(
                        FoundationErrorType.INVALID_INPUT,
                        "subscription " + name + " is to go on after position " + position
                                + ", but the newest one of the store is " + newest
                                + ": the checkpoint belongs to another store")
                .with("subscription", name);
    }

    static FoundationError checkpointDamaged(Path file, String problem) {
        return FoundationError.of(
                        FoundationErrorType.DATA_CORRUPTION,
                        file + " is no checkpoint: " + problem + "; remove it to begin anew")
                .with("file", file.toString());
    }

    static FoundationError checkpointFailed(Path file, Exception failure) {
        return FoundationError.of(
                        FoundationErrorType.STORAGE_FAILED, "checkpoint " + file + " cannot be read or written")
                .causedBy(failure)
                .with("file", file.toString());
    }
}
