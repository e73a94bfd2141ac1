package io.elixirscope.foundation.value;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A quantity of bytes: a limit of memory, of a file, of a message. Immutable, thread-safe.
///
/// Written as a whole number and a unit, case-sensitive: `B`; `kB`, `MB`, `GB`, `TB` by the thousand; `KiB`,
/// `MiB`, `GiB`, `TiB` by 1,024. A text without a unit is no size, because it is as often meant in megabytes
/// as in bytes.
///
/// @param bytes how many, `>= 0`
public record DataSize(long bytes) implements Comparable<DataSize> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,19})\\s*([A-Za-z]{1,3})");
    private static final List<Unit> UNITS = List.of(
            new Unit("TiB", 1L << 40),
            new Unit("TB", 1_000_000_000_000L),
            new Unit("GiB", 1L << 30),
            new Unit("GB", 1_000_000_000L),
            new Unit("MiB", 1L << 20),
            new Unit("MB", 1_000_000L),
            new Unit("KiB", 1L << 10),
            new Unit("kB", 1_000L),
            new Unit("B", 1L));

    private record Unit(String name, long bytes) {}

    /// Refuses a negative number.
    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be >= 0, was " + bytes);
        }
    }

    /// {@return a size in bytes}
    ///
    /// @param bytes how many, `>= 0`
    public static DataSize ofBytes(long bytes) {
        return new DataSize(bytes);
    }

    /// {@return a size in kibibytes of 1,024 bytes}
    ///
    /// @param kibibytes how many, `>= 0`
    /// @throws ArithmeticException if the bytes exceed a `long`
    public static DataSize ofKibibytes(long kibibytes) {
        return new DataSize(Math.multiplyExact(kibibytes, 1L << 10));
    }

    /// {@return a size in mebibytes of 1,024 kibibytes}
    ///
    /// @param mebibytes how many, `>= 0`
    /// @throws ArithmeticException if the bytes exceed a `long`
    public static DataSize ofMebibytes(long mebibytes) {
        return new DataSize(Math.multiplyExact(mebibytes, 1L << 20));
    }

    /// Reads what [#toString()] writes, and any other unit.
    ///
    /// @param text such as `16MiB` or `64 kB`
    /// @return the size; empty when the text has another form, or the bytes exceed a `long`
    public static Optional<DataSize> parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return UNITS.stream()
                .filter(unit -> unit.name().equals(matcher.group(2)))
                .findFirst()
                .map(unit -> new BigInteger(matcher.group(1)).multiply(BigInteger.valueOf(unit.bytes())))
                .filter(bytes -> bytes.bitLength() < Long.SIZE)
                .map(bytes -> new DataSize(bytes.longValueExact()));
    }

    @Override
    public int compareTo(DataSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /// {@return the number in the largest unit that leaves no rest: `16MiB`, `1500B`}
    @Override
    public String toString() {
        return UNITS.stream()
                .filter(unit -> bytes > 0 && bytes % unit.bytes() == 0)
                .max((a, b) -> Long.compare(a.bytes(), b.bytes()))
                .map(unit -> bytes / unit.bytes() + unit.name())
                .orElse("0B");
    }
}
