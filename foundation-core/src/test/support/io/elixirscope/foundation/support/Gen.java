package io.elixirscope.foundation.support;

import io.elixirscope.foundation.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Random things that come back the same for the same seed.
public final class Gen {
    private static final String[] CHARACTERS = {
        "a", "b", "z", "A", "0", " ", "\"", "\\", "/", "\n", "\t", "\u0000", "\u001b", "é", "ß", "€", "好", "😀",
        "\u2028", ""
    };
    private static final double[] DOUBLES = {
        0.0,
        -0.0,
        1.5,
        1e10,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE
    };
    private static final long[] LONGS = {0, 1, -1, 63, 64, -64, -65, 127, 128, Long.MAX_VALUE, Long.MIN_VALUE};

    private final SplittableRandom random;

    private Gen(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// Runs a check for the seeds from 1; a failure names its seed.
    public static void forAll(int seeds, Consumer<Gen> check) {
        for (long seed = 1; seed <= seeds; seed++) {
            try {
                check.accept(new Gen(seed));
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("with seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    /// A number from 0 to `bound - 1`.
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /// 64 bits.
    public long bits() {
        return random.nextLong();
    }

    /// Bytes, fewer than `bound`.
    public byte[] bytes(int bound) {
        byte[] bytes = new byte[below(bound)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Text of fewer than 12 characters, plain and difficult ones.
    public String text() {
        var text = new StringBuilder();
        for (int left = below(12); left > 0; left--) {
            text.append(CHARACTERS[below(CHARACTERS.length)]);
        }
        return text.toString();
    }

    /// A value of any kind, at most five levels deep.
    public Value value() {
        return value(5);
    }

    /// A value of any kind, at most `depth` levels deep.
    public Value value(int depth) {
        return switch (below(depth > 1 ? 12 : 9)) {
            case 0 -> Value.ofNull();
            case 1 -> Value.of(random.nextBoolean());
            case 2 -> Value.of(below(2) == 0 ? LONGS[below(LONGS.length)] : bits() >> below(64));
            case 3 -> Value.of(decimal());
            case 4 -> Value.of(below(2) == 0 ? DOUBLES[below(DOUBLES.length)] : random.nextGaussian());
            case 5, 6 -> Value.of(text());
            case 7 -> Value.of(bytes(20));
            case 8 -> Value.of(instant());
            case 9 -> list(depth);
            default -> map(depth);
        };
    }

    /// A decimal number of up to 160 bits.
    public BigDecimal decimal() {
        byte[] unscaled = new byte[1 + below(20)];
        random.nextBytes(unscaled);
        return new BigDecimal(new BigInteger(unscaled), below(60) - 30);
    }

    /// A point in time, now and then one of the extremes.
    public Instant instant() {
        return switch (below(10)) {
            case 0 -> Instant.MIN;
            case 1 -> Instant.MAX;
            default -> Instant.ofEpochSecond(bits() >> 30, below(1_000_000_000));
        };
    }

    private Value list(int depth) {
        List<Value> items = new ArrayList<>();
        for (int left = below(5); left > 0; left--) {
            items.add(value(depth - 1));
        }
        return Value.list(items);
    }

    private Value map(int depth) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (int left = below(5); left > 0; left--) {
            fields.put(text(), value(depth - 1));
        }
        return Value.map(fields);
    }
}
