package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ResultTest {
    private static final FoundationError ERROR = FoundationError.of(FoundationErrorType.TIMEOUT);

    @Nested
    class Success {
        private final Result<Integer> result = Result.ok(2);

        @Test
        void mapsItsValue() {
            assertThat(result.map(number -> number + 1)).isEqualTo(Result.ok(3));
            assertThat(result.flatMap(number -> Result.<Integer>err(ERROR))).isEqualTo(Result.err(ERROR));
            assertThat(result.flatMap(number -> Result.ok(number * 2))).isEqualTo(Result.ok(4));
        }

        @Test
        void leavesErrorHandlersAlone() {
            var seen = new ArrayList<FoundationError>();
            assertThat(result.mapError(error -> ERROR).peekError(seen::add)).isSameAs(result);
            assertThat(seen).isEmpty();
        }

        @Test
        void givesItsValue() {
            assertThat(result.orElse(7)).isEqualTo(2);
            assertThat(result.orElseThrow()).isEqualTo(2);
            assertThat(result.succeeded()).isTrue();
            assertThat(Result.done()).isEqualTo(Result.ok(Done.DONE));
        }
    }

    @Nested
    class Failure {
        private final Result<Integer> result = Result.err(ERROR);

        @Test
        void staysAFailure() {
            assertThat(result.map(number -> number + 1)).isSameAs(result);
            assertThat(result.flatMap(number -> Result.ok(1))).isSameAs(result);
            assertThat(((Result.Err<Integer>) result).<String>as()).isSameAs(result);
            assertThat(result.succeeded()).isFalse();
        }

        @Test
        void handsItsErrorOn() {
            var other = FoundationError.of(FoundationErrorType.INTERNAL_ERROR);
            var seen = new ArrayList<FoundationError>();
            assertThat(result.peekError(seen::add).mapError(error -> other)).isEqualTo(Result.err(other));
            assertThat(seen).isEqualTo(List.of(ERROR));
        }

        @Test
        void givesAnotherValueOrThrowsItsError() {
            assertThat(result.orElse(7)).isEqualTo(7);
            assertThatThrownBy(result::orElseThrow)
                    .isInstanceOfSatisfying(
                            FoundationException.class,
                            thrown -> assertThat(thrown.error()).isSameAs(ERROR))
                    .hasMessage("[E301 timeout] The deadline passed first");
        }

        @Test
        void isMadeOfATypeAndAMessage() {
            var made = (Result.Err<Done>) Result.<Done>err(FoundationErrorType.TIMEOUT, "5 s are over");
            assertThat(made.error().message()).isEqualTo("5 s are over");
            assertThat(made.error().type()).isEqualTo(FoundationErrorType.TIMEOUT);
        }
    }

    @Nested
    class All {
        private final FoundationError wrong = FoundationError.of(FoundationErrorType.INVALID_INPUT, "a is odd");
        private final FoundationError grave = FoundationError.of(FoundationErrorType.INTERNAL_ERROR, "b is broken");

        @Test
        void givesAllValuesInOrder() {
            assertThat(Result.all(Result.ok(1), Result.ok(2))).isEqualTo(Result.ok(List.of(1, 2)));
            assertThat(Result.all(List.<Result<Integer>>of())).isEqualTo(Result.ok(List.of()));
        }

        @Test
        void givesASingleErrorAsItIs() {
            assertThat(Result.all(Result.ok(1), Result.<Integer>err(wrong))).isEqualTo(Result.err(wrong));
        }

        @Test
        void joinsSeveralErrorsAndKeepsEach() {
            var joined = errorOf(Result.all(Result.<Integer>err(wrong), Result.ok(1), Result.err(ERROR)));
            assertThat(joined.causes()).containsExactly(wrong, ERROR);
            assertThat(joined.message()).isEqualTo("2 problems; the one that decides: a is odd");
        }

        @Test
        void isNeverRepeatedWhereOneErrorIsNotToBe() {
            var joined = errorOf(Result.all(Result.<Integer>err(ERROR), Result.err(wrong)));
            assertThat(ERROR.type().retry().retryable()).isTrue();
            assertThat(joined.type()).isEqualTo(FoundationErrorType.INVALID_INPUT);
        }

        @Test
        void isAsGraveAsTheGravest() {
            var joined = errorOf(Result.all(Result.<Integer>err(wrong), Result.err(grave), Result.err(wrong)));
            assertThat(joined.severity()).isEqualTo(Severity.CRITICAL);
        }

        @Test
        void countsTheErrorsThatFindNoPlace() {
            var joined = errorOf(Result.all(Collections.nCopies(1_000, Result.<Integer>err(wrong))));
            assertThat(joined.causes()).hasSize(16);
            assertThat(joined.droppedCauses()).isEqualTo(984);
            assertThat(joined.message()).startsWith("1000 problems");
        }

        @Test
        void joinsAtLeastOneError() {
            assertThatThrownBy(() -> FoundationError.joined(List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("errors must have at least one element, had 0");
        }
    }

    @Nested
    class Catching {
        @Test
        void givesTheValue() {
            assertThat(Result.catching(() -> 7)).isEqualTo(Result.ok(7));
        }

        @Test
        void makesAnExceptionABugUnlessATypeIsForeseen() {
            var thrown = new IOException("no disk");
            assertThat(errorOf(Result.catching(() -> {
                        throw thrown;
                    })))
                    .satisfies(error -> {
                        assertThat(error.type()).isEqualTo(FoundationErrorType.INTERNAL_ERROR);
                        assertThat(error.exception()).containsSame(thrown);
                        assertThat(error.message()).isEqualTo("java.io.IOException: no disk");
                    });
            assertThat(errorOf(Result.catching(FoundationErrorType.STORAGE_FAILED, () -> {
                        throw thrown;
                    })))
                    .satisfies(error -> {
                        assertThat(error.type()).isEqualTo(FoundationErrorType.STORAGE_FAILED);
                        assertThat(error.exception()).containsSame(thrown);
                    });
        }

        @Test
        void givesTheErrorThatTravelledAsAnException() {
            var error = errorOf(Result.catching(FoundationErrorType.STORAGE_FAILED, () -> {
                throw ERROR.toException();
            }));
            assertThat(error).isEqualTo(ERROR);
        }

        @Test
        void keepsTheFlagOfAnInterrupt() {
            var error = errorOf(Result.catching(FoundationErrorType.STORAGE_FAILED, () -> {
                throw new InterruptedException();
            }));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(error.type()).isEqualTo(FoundationErrorType.CALL_INTERRUPTED);
        }

        @Test
        void letsErrorsOfTheMachinePass() {
            var error = new OutOfMemoryError("not really");
            assertThatThrownBy(() -> Result.catching(() -> {
                        throw error;
                    }))
                    .isSameAs(error);
        }
    }

    @Test
    void aFailureHasAnError() {
        assertThatThrownBy(() -> Result.err(nothing())).isInstanceOf(NullPointerException.class);
    }

    @SuppressWarnings("NullAway") // what a caller without null marks could hand in
    private static FoundationError nothing() {
        return null;
    }

    private static FoundationError errorOf(Result<?> result) {
        return ((Result.Err<?>) result).error();
    }
}
