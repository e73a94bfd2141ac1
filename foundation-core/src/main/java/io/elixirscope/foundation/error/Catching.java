package io.elixirscope.foundation.error;

import java.util.concurrent.Callable;
import java.util.function.Function;

/// Calls that may throw, as results.
final class Catching {

    private Catching() {}

    static <T> Result<T> call(Callable<? extends T> body, Function<Exception, FoundationError> meaning) {
        try {
            return Result.ok(body.call());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Result.err(
                    FoundationError.of(FoundationErrorType.CALL_INTERRUPTED, "The calling thread was interrupted")
                            .causedBy(interrupted));
        } catch (FoundationException carrier) {
            return Result.err(FoundationError.of(carrier));
        } catch (Exception thrown) {
            return Result.err(meaning.apply(thrown));
        }
    }
}
