/// Telemetry: named events with a measurement and attributes, and the handlers that listen to them.
///
/// Start with [Telemetry][io.elixirscope.foundation.telemetry.Telemetry]. An event is a handle, made once and
/// kept in a field; while nobody listens, `enabled()` is one volatile read and emitting makes nothing. Handlers
/// run in the emitter's thread. Emitting never throws: a handler that throws is quarantined and re-attached
/// later, and an event tells so. Attach a handler by an event's name, by a list of names or by a prefix, at any
/// time.
///
/// ```java
/// TelemetryEvent stored = telemetry.event("shop.order.stored", MeasurementUnit.NANOSECONDS, "type", "outcome");
/// if (stored.enabled()) {
///     stored.emit(nanos, type, "ok");
/// }
/// ```
package io.elixirscope.foundation.telemetry;
