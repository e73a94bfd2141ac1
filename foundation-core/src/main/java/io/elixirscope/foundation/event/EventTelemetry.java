package io.elixirscope.foundation.event;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.telemetry.Errors;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.TelemetryEvent;
import io.elixirscope.foundation.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells what stores do.
final class EventTelemetry {
    private final Clock clock;
    private final Errors errors;
    private final TelemetryEvent stored;
    private final TelemetryEvent refused;
    private final TelemetryEvent pruned;
    private final TelemetryEvent queried;
    private final TelemetryEvent fallback;

    EventTelemetry(EventSettings settings) {
        this.clock = settings.scheduler().clock();
        this.errors = settings.errors();
        this.stored = settings.telemetry()
                .event("elixir_scope.event.stored", MeasurementUnit.NANOSECONDS, "type", "outcome", "count");
        this.refused = settings.telemetry().event("elixir_scope.event.refused", MeasurementUnit.COUNT, "code", "error");
        this.pruned = settings.telemetry().event("elixir_scope.event.pruned", MeasurementUnit.COUNT);
        this.queried = settings.telemetry().event("elixir_scope.event.queried", MeasurementUnit.NANOSECONDS, "outcome");
        this.fallback = settings.telemetry().event("elixir_scope.event.fallback", MeasurementUnit.COUNT, "type");
    }

    /// When an append begins; no clock is read while nobody listens.
    long begin() {
        return stored.enabled() ? clock.nanos() : 0;
    }

    /// Tells of an append that is over, and gives back its result.
    <T> Result<T> told(long began, List<Event> events, Result<T> result) {
        if (stored.enabled()) {
            long nanos = began == 0 ? 0 : clock.nanos() - began;
            stored.emit(nanos, type(events), result.succeeded() ? "ok" : "error", events.size());
        }
        return result.peekError(error -> refused(events.size(), error));
    }

    /// Asks a store, and tells how long it took to answer.
    <T> Result<T> asked(Supplier<Result<T>> question) {
        if (!queried.enabled()) {
            return question.get();
        }
        long began = clock.nanos();
        Result<T> answer = question.get();
        queried.emit(clock.nanos() - began, answer.succeeded() ? "ok" : "error");
        return answer;
    }

    void refused(int events, FoundationError error) {
        refused.emit(events, error.type().fullCode(), error);
        errors.record(error);
    }

    void pruned(long events) {
        if (events > 0) {
            pruned.emit(events);
        }
    }

    /// An object had no form; its event keeps it as JSON text.
    void fellBack(String type) {
        fallback.emit(1, type);
    }

    void failed(FoundationError error) {
        errors.record(error);
    }

    /// The type that all events share, null when they do not.
    private static @Nullable String type(List<Event> events) {
        String type = events.isEmpty() ? null : events.getFirst().type;
        for (Event event : events) {
            if (!event.type.equals(type)) {
                return null;
            }
        }
        return type;
    }
}
