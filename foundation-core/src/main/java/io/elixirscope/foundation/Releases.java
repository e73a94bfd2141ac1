package io.elixirscope.foundation;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.util.ArrayDeque;
import java.util.Deque;

/// What is open and must be closed, the newest first. Thread-safe; each part is closed once.
final class Releases {

    private final Deque<Part> parts = new ArrayDeque<>();

    private record Part(String name, AutoCloseable closeable) {}

    synchronized void add(String name, AutoCloseable closeable) {
        parts.push(new Part(name, closeable));
    }

    /// Closes everything, also after a part that throws; the first failure is the answer, the
    /// others its causes.
    synchronized Result<Done> releaseAll() {
        FoundationError failure = null;
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.closeable().close();
            } catch (Exception thrown) {
                var error = FoundationError.of(
                                FoundationErrorType.INTERNAL_ERROR, "The " + part.name() + " could not be closed")
                        .causedBy(thrown);
                failure = failure == null ? error : failure.causedBy(error);
            }
        }
        return failure == null ? Result.done() : Result.err(failure);
    }
}
