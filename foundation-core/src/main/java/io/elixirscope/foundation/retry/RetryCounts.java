package io.elixirscope.foundation.retry;

/// What one operation did since its first use.
///
/// @param operation its name
/// @param calls calls, whatever became of them
/// @param retries repetitions that were granted
/// @param gaveUp calls that ended with an error
/// @param affords repetitions that its budget could pay now
public record RetryCounts(String operation, long calls, long retries, long gaveUp, long affords) {}
