package io.elixirscope.foundation.benchmarks.loop;

/// What one round showed.
///
/// @param works how often the row's work was done, by all callers together
/// @param elapsedNanos from the common start to the end of the last caller
/// @param bytes allocated by all threads; of things that are kept, the heap that they take
/// @param slowest works of the caller that did fewest
/// @param fastest works of the caller that did most
/// @param durations of single works; of batches where one caller's work takes less than 300 ns
public record Round(long works, long elapsedNanos, long bytes, long slowest, long fastest, Histogram durations) {
    /// Elapsed time by works.
    ///
    /// @return nanoseconds
    public double nanos() {
        return (double) elapsedNanos / works;
    }

    /// The share of the slowest caller, 1 if all did the same.
    ///
    /// @return `0..1`
    public double slowestByFastest() {
        return (double) slowest / fastest;
    }

    /// One line of words.
    ///
    /// @return the line
    public String text() {
        return "%d %d %d %d %d %s".formatted(works, elapsedNanos, bytes, slowest, fastest, durations.text());
    }

    /// Reads what [#text()] wrote.
    ///
    /// @param line the line
    /// @return the round
    public static Round parse(String line) {
        String[] words = line.split(" ");
        return new Round(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Histogram.parse(words[5]));
    }
}
