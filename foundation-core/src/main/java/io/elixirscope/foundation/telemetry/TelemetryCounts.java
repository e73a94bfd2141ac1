package io.elixirscope.foundation.telemetry;

/// What a [Telemetry] did not deliver since its start, by reason. Immutable.
///
/// @param recursion emissions refused because handlers emitted too deep or too much within one emission
/// @param malformed emissions refused, or parts of them left out, because of null or odd arguments
/// @param overflow uses of an event name beyond the limit of names
/// @param lost emissions cut short by an error outside any handler, such as an exhausted stack
public record TelemetryCounts(long recursion, long malformed, long overflow, long lost) {}
