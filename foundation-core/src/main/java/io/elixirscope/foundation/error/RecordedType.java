package io.elixirscope.foundation.error;

import java.util.List;

/// Row of a catalogue that is not at hand: what an error's data says of its type.
record RecordedType(String domain, ErrorCode code, String label, Severity severity) implements ErrorType {

    @Override
    public String message() {
        return "An error of a type that is not registered here";
    }

    @Override
    public RetryStrategy retry() {
        return new RetryStrategy.None();
    }

    @Override
    public List<String> recoveryActions() {
        return List.of("Register the error types of the application that recorded it to see what to do");
    }

    @Override
    public int httpStatus() {
        return 500;
    }

    @Override
    public GrpcStatus grpcStatus() {
        return GrpcStatus.UNKNOWN;
    }
}
