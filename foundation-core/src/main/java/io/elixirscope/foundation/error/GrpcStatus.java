package io.elixirscope.foundation.error;

/// Status codes of gRPC, in the order of their numbers.
///
/// @see <a href="https://grpc.io/docs/guides/status-codes/">gRPC status codes</a>
public enum GrpcStatus {
    /// Success.
    OK,
    /// The caller cancelled.
    CANCELLED,
    /// Nothing better is known.
    UNKNOWN,
    /// The request itself is wrong, whatever the state.
    INVALID_ARGUMENT,
    /// The deadline passed first.
    DEADLINE_EXCEEDED,
    /// What was asked for does not exist.
    NOT_FOUND,
    /// What was to be created exists.
    ALREADY_EXISTS,
    /// The caller may not do this.
    PERMISSION_DENIED,
    /// A bound was reached.
    RESOURCE_EXHAUSTED,
    /// The system is not in the state that this needs; do not retry before it is.
    FAILED_PRECONDITION,
    /// A conflict; retry the whole sequence.
    ABORTED,
    /// Beyond the valid range of the present state.
    OUT_OF_RANGE,
    /// Not offered here.
    UNIMPLEMENTED,
    /// A bug or a broken invariant.
    INTERNAL,
    /// Not available now; retry with backoff.
    UNAVAILABLE,
    /// Data is lost or corrupt.
    DATA_LOSS,
    /// The caller did not prove who it is.
    UNAUTHENTICATED;

    /// {@return the number on the wire, 0 to 16}
    public int number() {
        return ordinal();
    }
}
