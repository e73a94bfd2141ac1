package io.elixirscope.foundation;

import io.elixirscope.foundation.supervision.ChildStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What runs since when. Immutable.
///
/// @param available whether configuration, events and telemetry all answered
/// @param startedAt when the start began
/// @param uptime time since then
/// @param counts what has gathered until now
/// @param services the Foundation's own servers and the application's supervisors, in starting
///     order
public record FoundationStatus(
        boolean available, Instant startedAt, Duration uptime, Counts counts, List<ChildStatus> services) {

    /// What has gathered until now.
    ///
    /// @param configVersion number of the configuration version in force, from 1
    /// @param events events that the store retains
    /// @param metrics telemetry events that are counted by name
    /// @param restarts restarts of all servers since the start
    public record Counts(long configVersion, long events, long metrics, long restarts) {}

    /// Copies the list.
    ///
    /// @param available whether configuration, events and telemetry all answered
    /// @param startedAt when the start began
    /// @param uptime time since then
    /// @param counts what has gathered until now
    /// @param services the Foundation's own servers and the application's supervisors, in starting
    ///     order
    public FoundationStatus {
        services = List.copyOf(services);
    }
}
