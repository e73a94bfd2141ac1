package io.elixirscope.foundation.value;

/// Bounds on a tree of values that comes from outside.
///
/// @param maxDepth levels, 1 to [Value#MAX_DEPTH]; a scalar is one level
/// @param maxItems values in the whole tree, `>= 1`
/// @param maxBytes size of the form that is read, in bytes, `>= 1`
public record ValueLimits(int maxDepth, int maxItems, int maxBytes) {

    /// 64 levels, 1,000,000 values, 16 MiB.
    public static final ValueLimits DEFAULT = new ValueLimits(64, 1_000_000, 16 * 1024 * 1024);

    /// For context and metadata: 8 levels, 256 values, 24,576 bytes (8,192 characters).
    public static final ValueLimits METADATA = new ValueLimits(8, 256, 24_576);

    /// Checks the ranges.
    public ValueLimits {
        if (maxDepth < 1 || maxDepth > Value.MAX_DEPTH) {
            throw new IllegalArgumentException("maxDepth must be 1 to " + Value.MAX_DEPTH + ", was " + maxDepth);
        }
        if (maxItems < 1) {
            throw new IllegalArgumentException("maxItems must be >= 1, was " + maxItems);
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be >= 1, was " + maxBytes);
        }
    }
}
