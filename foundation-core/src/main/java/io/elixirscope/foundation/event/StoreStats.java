package io.elixirscope.foundation.event;

/// Counts of one store since it was opened. Taken without a lock: each number is exact at its own instant.
///
/// @param events events retained now
/// @param firstPosition oldest retained position; `lastPosition + 1` when nothing is retained
/// @param lastPosition newest position ever given; 0 before the first
/// @param bytes size of what is retained, in bytes: encoded events in memory, files on disk
/// @param pruned events dropped by retention or by `prune`
/// @param rejected events refused by an append
/// @param tornBytes bytes at the end of the log that opening found unfinished and set aside
/// @param durability the store's level
public record StoreStats(
        long events,
        long firstPosition,
        long lastPosition,
        long bytes,
        long pruned,
        long rejected,
        long tornBytes,
        Durability durability) {}
