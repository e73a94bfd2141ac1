package io.elixirscope.foundation.health;

import io.elixirscope.foundation.telemetry.HandlerState;
import io.elixirscope.foundation.telemetry.HandlerStatus;
import io.elixirscope.foundation.telemetry.TelemetryCounts;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Joins what checks say: static and pure.
final class HealthLogic {
    static final int MAX_REASONS = 16;
    static final int MAX_REASON_LENGTH = 300;

    private HealthLogic() {}

    /// The worst status, and all reasons under their services' names.
    static Health join(Map<String, ServiceHealth> services) {
        HealthStatus worst = HealthStatus.HEALTHY;
        var reasons = new ArrayList<String>();
        for (Map.Entry<String, ServiceHealth> service : services.entrySet()) {
            worst = worst.worse(service.getValue().status());
            for (String reason : service.getValue().reasons()) {
                reasons.add(service.getKey() + ": " + reason);
            }
        }
        return new Health(worst, reasons, services);
    }

    /// What a check said, with at most 16 reasons of 300 characters; a check that said nothing is DEGRADED.
    static ServiceHealth bounded(@Nullable ServiceHealth said) {
        if (said == null) {
            return ServiceHealth.degraded("the health check answered null");
        }
        List<String> reasons = said.reasons();
        if (reasons.size() <= MAX_REASONS && reasons.stream().allMatch(text -> text.length() <= MAX_REASON_LENGTH)) {
            return said;
        }
        var kept = new ArrayList<String>();
        for (String reason : reasons.subList(0, Math.min(MAX_REASONS, reasons.size()))) {
            kept.add(cut(reason));
        }
        if (reasons.size() > MAX_REASONS) {
            kept.set(MAX_REASONS - 1, "and " + (reasons.size() - MAX_REASONS + 1) + " more reasons");
        }
        return new ServiceHealth(said.status(), kept, said.details());
    }

    /// A check that threw says nothing of its service but that it cannot be looked at.
    static ServiceHealth thrown(Throwable thrown) {
        String text;
        try {
            text = thrown.toString();
        } catch (Throwable _) {
            text = thrown.getClass().getName();
        }
        return ServiceHealth.degraded(cut("the health check failed: " + text));
    }

    /// Telemetry is DEGRADED while a handler is quarantined.
    static ServiceHealth telemetry(List<HandlerStatus> handlers, TelemetryCounts counts) {
        var reasons = new ArrayList<String>();
        for (HandlerStatus handler : handlers) {
            if (handler.state() == HandlerState.QUARANTINED) {
                reasons.add("handler " + handler.handlerId() + " is quarantined after " + handler.failures()
                        + " failures: " + handler.lastFailure().orElse("unknown"));
            }
        }
        HealthStatus status = reasons.isEmpty() ? HealthStatus.HEALTHY : HealthStatus.DEGRADED;
        return bounded(new ServiceHealth(status, reasons, Map.of()))
                .withDetail("handlers", Value.of((long) handlers.size()))
                .withDetail("refusedByRecursion", Value.of(counts.recursion()))
                .withDetail("malformed", Value.of(counts.malformed()))
                .withDetail("overflow", Value.of(counts.overflow()))
                .withDetail("lost", Value.of(counts.lost()));
    }

    private static String cut(String text) {
        return text.length() <= MAX_REASON_LENGTH ? text : text.substring(0, MAX_REASON_LENGTH - 1) + "…";
    }
}
