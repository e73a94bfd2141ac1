package io.elixirscope.foundation.event.subscription;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Saves how far a follower came: after so many events, when it has caught up, and at its end;
/// never more often than ten times a second but for the end, so that a lone event costs no file.
/// Used by one thread.
final class Progress {
    private static final long BETWEEN_NANOS = Duration.ofMillis(100).toNanos();

    private final Checkpoints checkpoints;
    private final String name;
    private final Scheduler scheduler;
    private final int every;
    private final Consumer<FoundationError> onFailure;
    private long saved;
    private long savedAtNanos;
    private int since;
    private @Nullable FoundationError failure;

    /// @param every how many events are handled, at most, without saving
    Progress(
            Checkpoints checkpoints,
            String name,
            Scheduler scheduler,
            int every,
            long from,
            Consumer<FoundationError> onFailure) {
        this.checkpoints = checkpoints;
        this.name = name;
        this.scheduler = scheduler;
        this.every = every;
        this.saved = from;
        this.savedAtNanos = scheduler.clock().nanos() - BETWEEN_NANOS;
        this.onFailure = onFailure;
    }

    /// An event was handled.
    void handled(Supplier<Checkpoint> now) {
        if (++since >= every) {
            save(now.get());
        }
    }

    /// Nothing is left to be handled. Returns when to come again: the deadline, sooner if something
    /// is still to be saved.
    long caughtUp(long through, Supplier<Checkpoint> now) {
        if (through == saved) {
            return Scheduler.NO_DEADLINE;
        }
        long due = savedAtNanos + BETWEEN_NANOS;
        if (scheduler.clock().nanos() < due) {
            return due;
        }
        save(now.get());
        return Scheduler.NO_DEADLINE;
    }

    /// No event comes any more.
    void end(long through, Supplier<Checkpoint> now) {
        if (through != saved) {
            save(now.get());
        }
    }

    /// A checkpoint that cannot be saved holds nothing up: the next one may succeed, and until then
    /// more would be handled again.
    private void save(Checkpoint checkpoint) {
        Result<Done> result = checkpoints.save(name, checkpoint);
        since = 0;
        saved = checkpoint.position();
        savedAtNanos = scheduler.clock().nanos();
        failure = result instanceof Result.Err<Done>(FoundationError error) ? error : null;
        if (failure != null) {
            onFailure.accept(failure);
        }
    }

    /// Why the last checkpoint was not saved, null if it was.
    @Nullable
    FoundationError failure() {
        return failure;
    }
}
