package io.elixirscope.foundation.error;

/// Status codes of gRPC, in the order of their numbers.
///
/// @see <a href="https://grpc.io/docs/guides/status-codes/">gRPC status codes</a>
public enum GrpcStatus {
    /// Success.
    OK(0),
    /// The caller cancelled.
    CANCELLED(1),
    /// Nothing better is known.
    UNKNOWN(2),
    /// The request itself is wrong, whatever the state.
    INVALID_ARGUMENT(3),
    /// The deadline passed first.
    DEADLINE_EXCEEDED(4),
    /// What was asked for does not exist.
    NOT_FOUND(5),
    /// What was to be created exists.
    ALREADY_EXISTS(6),
    /// The caller may not do this.
    PERMISSION_DENIED(7),
    /// A bound was reached.
    RESOURCE_EXHAUSTED(8),
    /// The system is not in the state that this needs; do not retry before it is.
    FAILED_PRECONDITION(9),
    /// A conflict; retry the whole sequence.
    ABORTED(10),
    /// Beyond the valid range of the present state.
    OUT_OF_RANGE(11),
    /// Not offered here.
    UNIMPLEMENTED(12),
    /// A bug or a broken invariant.
    INTERNAL(13),
    /// Not available now; retry with backoff.
    UNAVAILABLE(14),
    /// Data is lost or corrupt.
    DATA_LOSS(15),
    /// The caller did not prove who it is.
    UNAUTHENTICATED(16);

    private final int number;

    GrpcStatus(int number) {
        this.number = number;
    }

    /// {@return the number on the wire, 0 to 16}
    public int number() {
        return number;
    }
}
