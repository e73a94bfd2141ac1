package io.elixirscope.foundation.error;

import java.util.List;
import java.util.Locale;

/// The catalogue of an application in tests.
public enum ShopError implements ErrorType {
    OUT_OF_STOCK("D101", Severity.LOW),
    TILL_STUCK("S401", Severity.CRITICAL);

    private final String code;
    private final Severity severity;

    ShopError(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
    }

    @Override
    public String domain() {
        return "shop";
    }

    @Override
    public ErrorCode code() {
        return ErrorCode.parse(code).orElseThrow();
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String message() {
        return "The shop cannot do this";
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public RetryStrategy retry() {
        return new RetryStrategy.None();
    }

    @Override
    public List<String> recoveryActions() {
        return List.of("Ask the shopkeeper");
    }

    @Override
    public int httpStatus() {
        return 409;
    }

    @Override
    public GrpcStatus grpcStatus() {
        return GrpcStatus.FAILED_PRECONDITION;
    }
}
