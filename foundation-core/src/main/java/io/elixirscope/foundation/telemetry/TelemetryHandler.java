package io.elixirscope.foundation.telemetry;

/// Code that listens to telemetry events.
///
/// Runs in the emitter's thread, at the same time for several emitters: it must be thread-safe, quick, and must
/// not block. Longer than 10 ms counts as slow and is reported. A throwable of any kind that leaves it
/// quarantines it: it gets nothing for 1 s, doubled with each failure that follows soon, up to 60 s. An
/// interrupt flag it sets stays set.
@FunctionalInterface
public interface TelemetryHandler {

    /// Takes one emission.
    ///
    /// @param emission immutable, may be kept
    void handle(Emission emission);
}
