package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
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
}
