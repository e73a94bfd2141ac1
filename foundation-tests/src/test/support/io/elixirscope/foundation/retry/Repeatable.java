package io.elixirscope.foundation.retry;

import io.elixirscope.foundation.error.ErrorCode;
import io.elixirscope.foundation.error.ErrorType;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.GrpcStatus;
import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.error.Severity;
import java.util.List;

/// An error type with any strategy.
record Repeatable(RetryStrategy retry) implements ErrorType {

    static FoundationError error(RetryStrategy strategy) {
        return FoundationError.of(new Repeatable(strategy));
    }

    @Override
    public String domain() {
        return "shop";
    }

    @Override
    public ErrorCode code() {
        return new ErrorCode('E', 399);
    }

    @Override
    public String label() {
        return "gateway_busy";
    }

    @Override
    public String message() {
        return "The gateway is busy";
    }

    @Override
    public Severity severity() {
        return Severity.MEDIUM;
    }

    @Override
    public List<String> recoveryActions() {
        return List.of("Wait");
    }

    @Override
    public int httpStatus() {
        return 503;
    }

    @Override
    public GrpcStatus grpcStatus() {
        return GrpcStatus.UNAVAILABLE;
    }
}
