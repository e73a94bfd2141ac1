package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The newest versions, each with what it changed, bounded in number and bytes. Not thread-safe: its table's lock
/// guards it.
///
/// The oldest record kept holds all values of its version, so that what each version had can be told
/// from the records alone.
final class ConfigHistory {
    /// So many versions are kept.
    static final int KEPT = 1_024;

    /// So many bytes of encoded records are kept besides the oldest one.
    static final long LARGEST_BYTES = 64L << 20;

    private final ArrayDeque<ChangeRecord> records = new ArrayDeque<>();
    private final ArrayDeque<Integer> sizes = new ArrayDeque<>();
    private final int most;
    private final long largestBytes;
    private long bytes;

    ConfigHistory() {
        this(KEPT, LARGEST_BYTES);
    }

    ConfigHistory(int most, long largestBytes) {
        this.most = most;
        this.largestBytes = largestBytes;
    }

    /// Adds a record behind all others; one of the newest version itself is made part of it.
    void add(ChangeRecord change) {
        add(change, change.encode().length);
    }

    /// @param encodedBytes the length of the encoded record
    void add(ChangeRecord change, int encodedBytes) {
        var last = records.peekLast();
        if (last != null && last.version().number() == change.version().number()) {
            records.removeLast();
            bytes -= sizes.removeLast();
            var both = last.then(change);
            put(both, both.encode().length);
        } else {
            put(change, encodedBytes);
        }
        while (records.size() > 1 && (records.size() > most || bytes - sizes.getFirst() > largestBytes)) {
            forget();
        }
    }

    private void put(ChangeRecord change, int size) {
        records.addLast(change);
        sizes.addLast(size);
        bytes += size;
    }

    /// The oldest record goes into the next one, which is not counted from then on.
    private void forget() {
        var forgotten = records.removeFirst();
        records.addFirst(forgotten.then(records.removeFirst()));
        bytes -= sizes.removeFirst();
    }

    /// Length of the encoded records.
    long bytes() {
        return bytes;
    }

    /// Oldest first.
    List<ChangeRecord> records() {
        return List.copyOf(records);
    }

    /// Oldest first.
    List<ConfigVersion> versions() {
        return records.stream().map(ChangeRecord::version).toList();
    }

    /// The record of a version.
    ///
    /// Errors: C303 when it is not kept, with the range that is.
    Result<ChangeRecord> at(long number) {
        return records.stream()
                .filter(change -> change.version().number() == number)
                .findFirst()
                .map(Result::ok)
                .orElseGet(() -> Result.err(unknown(number)));
    }

    private FoundationError unknown(long number) {
        var kept = records.isEmpty()
                ? "none is kept"
                : "versions " + records.getFirst().version().number() + " to "
                        + records.getLast().version().number() + " are kept";
        return FoundationError.of(
                        FoundationErrorType.CONFIG_VERSION_NOT_FOUND,
                        "version " + number + " is not on record: " + kept)
                .with("version", number);
    }

    /// A version as one record: its run-time layer, and all values as they were stored, a secret
    /// as its fingerprint.
    ///
    /// Errors: C303.
    Result<ChangeRecord> whole(long number) {
        return at(number)
                .map(oldest -> records.stream()
                        .filter(change -> change.version().number() <= number)
                        .reduce(ChangeRecord::then)
                        .orElse(oldest));
    }

    /// The paths that changed after a version, each with the newest version that changed it.
    ///
    /// Errors: C303.
    Result<Map<String, ConfigVersion>> changedSince(long number) {
        return at(number).map(_ -> changedWithin(number, Long.MAX_VALUE));
    }

    /// The newest version that changed a path; empty when that is longer ago than is kept.
    Optional<ConfigVersion> lastChange(String path) {
        return Optional.ofNullable(changedWithin(0, Long.MAX_VALUE).get(path));
    }

    private Map<String, ConfigVersion> changedWithin(long after, long upTo) {
        var changed = new HashMap<String, ConfigVersion>();
        for (var change : records) {
            var version = change.version();
            if (version.number() > after && version.number() <= upTo) {
                version.changedPaths().forEach(path -> changed.put(path, version));
            }
        }
        return changed;
    }

    /// What differs between two versions, in either order, by path.
    ///
    /// Errors: C303.
    Result<List<ConfigVersion.Difference>> diff(ConfigSchema schema, long from, long to) {
        return whole(from).flatMap(before -> whole(to).map(after -> differences(schema, before, after)));
    }

    private List<ConfigVersion.Difference> differences(ConfigSchema schema, ChangeRecord before, ChangeRecord after) {
        long from = before.version().number();
        long to = after.version().number();
        var newer = from > to ? before.version() : after.version();
        var changes = changedWithin(Math.min(from, to), Math.max(from, to));
        return ConfigLogic.changedPaths(before.changed(), after.changed()).stream()
                .map(path -> new ConfigVersion.Difference(
                        path,
                        Masking.stored(schema, path, before.changed().get(path)),
                        Masking.stored(schema, path, after.changed().get(path)),
                        changes.getOrDefault(path, newer)))
                .toList();
    }
}
