package io.elixirscope.foundation.error;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Outcome of an operation that can fail in a foreseen way: a value or an error. Immutable if the value is.
///
/// The first choice to take one apart is a `switch` over [Ok] and [Err] without a default branch.
///
/// @param <T> type of the value; [Done] where there is none
public sealed interface Result<T> {

    /// Success.
    ///
    /// @param <T> type of the value
    /// @param value what the operation gave
    record Ok<T>(T value) implements Result<T> {}

    /// Failure.
    ///
    /// @param <T> type of the value that there would have been
    /// @param error what went wrong
    record Err<T>(FoundationError error) implements Result<T> {
        /// Refuses null.
        public Err {
            Objects.requireNonNull(error, "error");
        }

        /// {@return the same failure as the outcome of an operation of another type}
        ///
        /// @param <U> the other type
        @SuppressWarnings("unchecked") // a failure holds no T
        public <U> Result<U> as() {
            return (Result<U>) this;
        }
    }

    /// {@return a success}
    ///
    /// @param <T> type of the value
    /// @param value what the operation gave
    static <T> Result<T> ok(T value) {
        return new Ok<>(value);
    }

    /// {@return the success that has no value}
    static Result<Done> done() {
        return new Ok<>(Done.DONE);
    }

    /// {@return a failure}
    ///
    /// @param <T> type of the value that there would have been
    /// @param error what went wrong
    static <T> Result<T> err(FoundationError error) {
        return new Err<>(error);
    }

    /// {@return a failure of a type}
    ///
    /// @param <T> type of the value that there would have been
    /// @param type its row of a catalogue
    /// @param message what went wrong in this case, cut at 1,024 characters
    static <T> Result<T> err(ErrorType type, String message) {
        return new Err<>(FoundationError.of(type, message));
    }

    /// Calls code that reports failure by throwing, where no failure is foreseen.
    ///
    /// Errors: the error of a [FoundationException]; of any other exception `S401 internal_error` with the
    /// exception; `S408 call_interrupted` after an [InterruptedException], whose flag is set again. An [Error],
    /// such as one of exhausted memory or of a failed assertion, passes through.
    ///
    /// @param <T> type of the value
    /// @param body what to call, on this thread
    /// @return what it gave
    static <T> Result<T> catching(Callable<? extends T> body) {
        return Catching.call(body, FoundationError::of);
    }

    /// Calls code that reports failure by throwing, where failure is foreseen.
    ///
    /// Errors: as [#catching(Callable)], but another exception gives an error of the type, with the exception's
    /// text as message and the exception behind it.
    ///
    /// @param <T> type of the value
    /// @param type what it means that the body throws
    /// @param body what to call, on this thread
    /// @return what it gave
    static <T> Result<T> catching(ErrorType type, Callable<? extends T> body) {
        return Catching.call(
                body, thrown -> FoundationError.of(type, Thrown.text(thrown)).causedBy(thrown));
    }

    /// Joins outcomes: all values in order, or one error that stands for all errors as
    /// [FoundationError#joined(List)] makes it.
    ///
    /// @param <T> type of the values
    /// @param results the outcomes
    /// @return the values; an empty list where there are no outcomes
    static <T> Result<List<T>> all(List<? extends Result<? extends T>> results) {
        List<T> values = new ArrayList<>(results.size());
        List<FoundationError> errors = new ArrayList<>();
        for (Result<? extends T> result : results) {
            switch (result) {
                case Ok<? extends T>(var value) -> values.add(value);
                case Err<? extends T>(var error) -> errors.add(error);
            }
        }
        return errors.isEmpty() ? ok(Collections.unmodifiableList(values)) : err(FoundationError.joined(errors));
    }

    /// As [#all(List)].
    ///
    /// @param <T> type of the values
    /// @param results the outcomes
    /// @return the values
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    static <T> Result<List<T>> all(Result<? extends T>... results) {
        return all(List.of(results));
    }

    /// {@return whether this is a success}
    default boolean succeeded() {
        return this instanceof Ok;
    }

    /// {@return the outcome with its value mapped}
    ///
    /// @param <U> type of the new value
    /// @param mapper applied to the value of a success
    default <U> Result<U> map(Function<? super T, ? extends U> mapper) {
        return switch (this) {
            case Ok<T>(var value) -> new Ok<>(mapper.apply(value));
            case Err<T> failure -> failure.as();
        };
    }

    /// {@return the outcome of the next operation, or this failure}
    ///
    /// @param <U> type of the next value
    /// @param next applied to the value of a success
    default <U> Result<U> flatMap(Function<? super T, Result<U>> next) {
        return switch (this) {
            case Ok<T>(var value) -> next.apply(value);
            case Err<T> failure -> failure.as();
        };
    }

    /// {@return the outcome with its error mapped}
    ///
    /// @param mapper applied to the error of a failure
    default Result<T> mapError(UnaryOperator<FoundationError> mapper) {
        return switch (this) {
            case Ok<T> success -> success;
            case Err<T>(var error) -> new Err<>(mapper.apply(error));
        };
    }

    /// {@return the value, or another one after a failure}
    ///
    /// @param other the value of a failure
    default T orElse(T other) {
        return switch (this) {
            case Ok<T>(var value) -> value;
            case Err<T> _ -> other;
        };
    }

    /// {@return the value}
    ///
    /// @throws FoundationException after a failure, with its error
    default T orElseThrow() {
        return switch (this) {
            case Ok<T>(var value) -> value;
            case Err<T>(var error) -> throw error.toException();
        };
    }

    /// {@return this same outcome, after the consumer has seen the error of a failure}
    ///
    /// @param consumer sees the error
    default Result<T> peekError(Consumer<FoundationError> consumer) {
        if (this instanceof Err<T>(var error)) {
            consumer.accept(error);
        }
        return this;
    }
}
