package io.elixirscope.foundation.control;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import java.nio.file.Path;

/// Why a node cannot be asked.
final class ControlErrors {
    private ControlErrors() {}

    static FoundationError forbidden(Path what) {
        return FoundationError.of(FoundationErrorType.INVALID_INPUT, "this user may not use " + what)
                .with("help", "run the command as the user who runs the node");
    }

    static FoundationError otherVersion(ControlFile file) {
        return FoundationError.of(
                        FoundationErrorType.INVALID_INPUT,
                        "the node speaks version " + file.protocol() + " of the control protocol, this command version "
                                + RequestLogic.VERSION)
                .with("help", "use the command that came with the node");
    }

    static FoundationError stale(Path dataDirectory, ControlFile file) {
        Path left = ControlFile.in(dataDirectory);
        return FoundationError.of(
                        FoundationErrorType.SERVICE_UNAVAILABLE,
                        "no node runs on " + dataDirectory + ": process " + file.pid() + ", started " + file.started()
                                + ", ended without removing " + left)
                .with("help", "start the node again, which replaces the file, or delete it")
                .with("leftBehind", left + ", " + file.socket());
    }

    static FoundationError unreachable(ControlFile file) {
        return FoundationError.of(
                FoundationErrorType.SERVICE_UNAVAILABLE,
                "process " + file.pid() + " does not answer on " + file.socket() + ", though it runs");
    }

    static FoundationError silent(ControlFile file, long seconds) {
        return FoundationError.of(
                FoundationErrorType.TIMEOUT,
                "process " + file.pid() + " did not answer on " + file.socket() + " for " + seconds + " s");
    }

    static FoundationError cutShort(ControlFile file) {
        return FoundationError.of(
                FoundationErrorType.SERVICE_UNAVAILABLE,
                "process " + file.pid() + " ended the answer in the middle: it stopped, or broke off");
    }

    static FoundationError notAnAnswer(ControlFile file, String why) {
        return FoundationError.of(
                FoundationErrorType.FORMAT_ERROR, "what answers on " + file.socket() + " is not a node: " + why);
    }
}
