package io.elixirscope.foundation.value;

import java.util.AbstractList;
import java.util.Collection;
import java.util.RandomAccess;

/// Immutable list of values that knows how deep it is.
final class Items extends AbstractList<Value> implements RandomAccess {
    private final Value[] values;
    private final int depth;

    private Items(Value[] values, int depth) {
        this.values = values;
        this.depth = depth;
    }

    static Items copyOf(Collection<Value> source) {
        if (source instanceof Items items) {
            return items;
        }
        Value[] values = source.toArray(Value[]::new);
        int depth = 0;
        for (Value value : values) {
            depth = Math.max(depth, depth(value));
        }
        return new Items(values, checked(depth + 1));
    }

    /// Levels of a tree; constant time, for each collection knows its own.
    static int depth(Value value) {
        return switch (value) {
            case Value.ListValue(var items) -> items instanceof Items known ? known.depth : 1;
            case Value.MapValue(var fields) -> fields instanceof Fields known ? known.depth() : 1;
            case Value.NullValue _,
                    Value.BooleanValue _,
                    Value.LongValue _,
                    Value.DecimalValue _,
                    Value.DoubleValue _,
                    Value.TextValue _,
                    Value.BytesValue _,
                    Value.InstantValue _ -> 1;
        };
    }

    static int checked(int depth) {
        if (depth > Value.MAX_DEPTH) {
            throw new IllegalArgumentException("depth must be <= " + Value.MAX_DEPTH + " levels, was " + depth);
        }
        return depth;
    }

    @Override
    public Value get(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }
}
