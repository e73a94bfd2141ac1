package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.Tally;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.telemetry.TelemetryEvent;
import java.time.Duration;

/// The telemetry events of one server, and its counts of what was lost.
final class ServerTelemetry {
    final TelemetryEvent call;
    final TelemetryEvent cast;
    final TelemetryEvent crashed;
    final Tally mailboxFull;
    final Tally replyLate;
    final Tally skipped;
    final Tally dropped;
    final Tally overrun;

    ServerTelemetry(ServerRuntime runtime, String server) {
        Telemetry telemetry = runtime.telemetry();
        call = telemetry.event("elixir_scope.server.call", MeasurementUnit.NANOSECONDS, "server", "message", "outcome");
        cast = telemetry.event("elixir_scope.server.cast", MeasurementUnit.COUNT, "server", "message", "outcome");
        crashed = telemetry.event(
                "elixir_scope.server.crashed", MeasurementUnit.COUNT, "server", "message", "error", "epoch");
        mailboxFull = tally(runtime, "elixir_scope.server.mailbox_full", server);
        replyLate = tally(runtime, "elixir_scope.server.reply_late", server);
        skipped = tally(runtime, "elixir_scope.server.message_skipped", server);
        overrun = tally(runtime, "elixir_scope.server.overrun", server);
        dropped = tally(runtime, "elixir_scope.server.message_dropped", server);
    }

    /// A call that its caller ran is over.
    void told(String server, Message<?> message, Result<?> answer, long nanos, Duration limit) {
        if (limit.compareTo(Duration.ofNanos(nanos)) <= 0) {
            overrun.add(1);
        }
        if (call.enabled()) {
            String type = HandlerTable.typeOf(message).getSimpleName();
            call.emit(nanos, server, type, answer instanceof Result.Ok ? "ok" : "error");
        }
    }

    private static Tally tally(ServerRuntime runtime, String name, String server) {
        TelemetryEvent event = runtime.telemetry().event(name, MeasurementUnit.COUNT, "server");
        return new Tally(runtime.scheduler(), runtime.timers(), event, server);
    }
}
