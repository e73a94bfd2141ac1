package io.elixirscope.foundation.benchmarks.servers;

/// The state of all that count, and their answer.
record Counted(int count) {
    static final Counted NONE = new Counted(0);

    Counted next() {
        return new Counted(count + 1);
    }
}
