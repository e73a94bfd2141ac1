/// Metrics: counters, gauges and distributions gathered from telemetry, with a bounded history.
///
/// The number of series is bounded and what is refused beyond the bound is counted. Durations are
/// kept in nanoseconds and shown in seconds, sizes in bytes. Reading metrics never waits for the
/// server that gathers them.
///
/// Measurements of the JVM need the modules `java.management` and `jdk.jfr`; where one is missing
/// the part that needs it says so.
package io.elixirscope.foundation.metrics;
