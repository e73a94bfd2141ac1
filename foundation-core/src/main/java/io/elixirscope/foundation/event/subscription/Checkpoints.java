package io.elixirscope.foundation.event.subscription;

import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.Result;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Where checkpoints are kept, by name. Thread-safe; one writer for each name.
///
/// A checkpoint that is lost, or older than the last one saved, only means that events are handled
/// again. One that is newer than what was handled would lose events: a store must never give back
/// more than was saved.
public interface Checkpoints {
    /// The last checkpoint saved under a name. May block for a disk.
    ///
    /// @param name 1-64 characters of `A-Za-z0-9._-`, not beginning with a dot
    /// @return the checkpoint, empty if there is none; an error if it cannot be read
    Result<Optional<Checkpoint>> load(String name);

    /// Replaces the checkpoint of a name, whole or not at all. May block for a disk.
    ///
    /// @param name as of `load`
    /// @param checkpoint the new one
    /// @return done, or why it could not be saved
    Result<Done> save(String name, Checkpoint checkpoint);

    /// {@return checkpoints that are lost with the process}
    static Checkpoints inMemory() {
        return new InMemory(new ConcurrentHashMap<>());
    }

    /// Checkpoints that survive the process and a loss of power, one file for each name.
    ///
    /// @param directory made when the first one is saved, for its user alone
    /// @return the checkpoints
    static Checkpoints inDirectory(Path directory) {
        return new CheckpointFiles(directory);
    }

    /// Those in memory.
    ///
    /// @param byName the last one of each name
    record InMemory(Map<String, Checkpoint> byName) implements Checkpoints {
        @Override
        public Result<Optional<Checkpoint>> load(String name) {
            return Result.ok(Optional.ofNullable(byName.get(name)));
        }

        @Override
        public Result<Done> save(String name, Checkpoint checkpoint) {
            byName.put(name, checkpoint);
            return Result.done();
        }
    }
}
