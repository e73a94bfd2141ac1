package io.elixirscope.foundation.error;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/// A row of an application's catalogue that tests can damage: it may answer null.
@NullUnmarked
class Row implements ErrorType {
    String domain;
    ErrorCode code;
    String label;
    String message = "Something of the shop went wrong";
    Severity severity = Severity.LOW;
    RetryStrategy retry = new RetryStrategy.None();
    List<String> actions = List.of("Ask the shopkeeper");
    int http = 409;
    GrpcStatus grpc = GrpcStatus.FAILED_PRECONDITION;

    Row(String domain, String code, String label) {
        this.domain = domain;
        this.code = ErrorCode.parse(code).orElseThrow();
        this.label = label;
    }

    @Override
    public String domain() {
        return domain;
    }

    @Override
    public ErrorCode code() {
        return code;
    }

    @Override
    public String label() {
        return label;
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
        return actions;
    }

    @Override
    public int httpStatus() {
        return http;
    }

    @Override
    public GrpcStatus grpcStatus() {
        return grpc;
    }
}
