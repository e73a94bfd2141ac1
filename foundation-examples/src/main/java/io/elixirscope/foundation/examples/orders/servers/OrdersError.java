package io.elixirscope.foundation.examples.orders.servers;

import io.elixirscope.foundation.error.ErrorCode;
import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.GrpcStatus;
import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.error.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The shop's own errors, in the domain `orders`. Whoever meets one asks its retry strategy what to do.
@SuppressWarnings("ImmutableEnumChecker") // rows are records and lists of List.of
public enum OrdersError implements ErrorType {
    ORDER_INVALID("D201", Severity.LOW, never(), 422, "The order breaks a rule", "Correct the order"),
    INTAKE_CLOSED("S102", Severity.LOW, never(), 503, "The shop takes no more orders", "Come back tomorrow"),
    INTAKE_FULL("S201", Severity.LOW, backoff(20, 500), 429, "Too many orders are open", "Wait and order again"),
    PAYMENT_DECLINED("E101", Severity.LOW, never(), 402, "The payment was declined", "Use another card"),
    GATEWAY_BUSY("E201", Severity.MEDIUM, backoff(50, 1_000), 503, "The gateway is busy", "Wait and charge again"),
    GATEWAY_GARBLED(
            "E202", Severity.MEDIUM, backoff(20, 500), 502, "The gateway's answer makes no sense", "Charge again"),
    GATEWAY_LOST(
            "E203", Severity.MEDIUM, backoff(20, 500), 502, "The connection to the gateway was lost", "Charge again"),
    GATEWAY_SLOW("E301", Severity.MEDIUM, backoff(20, 500), 504, "The gateway did not answer in time", "Charge again");

    private final ErrorCode code;
    private final Severity severity;
    private final RetryStrategy retry;
    private final int httpStatus;
    private final String message;
    private final List<String> recoveryActions;

    OrdersError(
            String code,
            Severity severity,
            RetryStrategy retry,
            int httpStatus,
            String message,
            String recoveryAction) {
        this.code = ErrorCode.parse(code).orElseThrow();
        this.severity = severity;
        this.retry = retry;
        this.httpStatus = httpStatus;
        this.message = message;
        this.recoveryActions = List.of(recoveryAction);
    }

    private static RetryStrategy never() {
        return new RetryStrategy.None();
    }

    private static RetryStrategy backoff(long baseMillis, long capMillis) {
        return new RetryStrategy.Exponential(Duration.ofMillis(baseMillis), Duration.ofMillis(capMillis));
    }

    @Override
    public String domain() {
        return "orders";
    }

    @Override
    public ErrorCode code() {
        return code;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public RetryStrategy retry() {
        return retry;
    }

    @Override
    public List<String> recoveryActions() {
        return recoveryActions;
    }

    @Override
    public int httpStatus() {
        return httpStatus;
    }

    @Override
    public GrpcStatus grpcStatus() {
        return retry instanceof RetryStrategy.None ? GrpcStatus.FAILED_PRECONDITION : GrpcStatus.UNAVAILABLE;
    }
}
