package io.elixirscope.foundation.benchmarks.loop;

/// Runs rounds of one contender in this JVM.
interface Rounds {
    /// Runs without counting, and settles how it will be timed.
    void warm(long millis) throws Exception;

    /// One round.
    Round round(long millis) throws Exception;

    static Rounds of(Contender contender, Callers callers) {
        return switch (contender) {
            case Contender.Looped looped -> new LoopRounds(looped, callers);
            case Contender.Heaped heaped -> new HeapRounds(heaped);
            default -> throw new IllegalArgumentException("neither looped nor heaped: " + contender);
        };
    }
}
