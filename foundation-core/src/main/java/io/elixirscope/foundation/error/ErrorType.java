package io.elixirscope.foundation.error;

import java.util.List;

/// Kind of error: one row of a catalogue. The built-in catalogue is [FoundationErrorType]; an application adds
/// an enum of its own that implements this, under a domain of its own. Implementations are immutable and
/// thread-safe.
public interface ErrorType {

    /// {@return who the code belongs to: empty for the built-in catalogue, else a short lower-case name as
    /// `orders`}
    String domain();

    /// {@return the code, unique in its domain}
    ErrorCode code();

    /// {@return the name in lower case with underscores, as `config_update_forbidden`}
    String label();

    /// {@return what went wrong in general, one sentence without a full stop}
    String message();

    /// {@return how much it matters}
    Severity severity();

    /// {@return whether and when to repeat the operation}
    RetryStrategy retry();

    /// {@return what a person can do, most useful first; at least one}
    List<String> recoveryActions();

    /// {@return status of an HTTP answer that tells of it, 400 to 599}
    int httpStatus();

    /// {@return status of a gRPC answer that tells of it; never OK}
    GrpcStatus grpcStatus();

    /// {@return the code, after the domain where there is one: `D201` or `orders/D101`}
    default String fullCode() {
        return domain().isEmpty() ? code().text() : domain() + "/" + code().text();
    }
}
