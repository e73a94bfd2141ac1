package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Sensitive;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What nobody should put into a context, and what must not get out of one.
class BadContextTest {
    private static final int TEN_MB = 10_000_000;
    private static final FoundationError ERROR = FoundationError.of(FoundationErrorType.VALIDATION_FAILED, "no id");

    @Nested
    class Huge {
        @Test
        void textIsCutAndSaysSo() {
            var error = ERROR.with("text", "x".repeat(TEN_MB));
            assertThat(error.report()).contains("more)").hasSizeLessThan(3_000);
            assertThat(JsonText.write(error.toValue())).hasSizeLessThan(3_000);
        }

        @Test
        void bytesListsAndMapsAreCutAndSaySo() {
            var list = new ArrayList<Integer>();
            for (int i = 0; i < 1_000_000; i++) {
                list.add(i);
            }
            var error = ERROR.with("bytes", new byte[TEN_MB]).with("list", list).with("map", Map.of("m", list));
            assertThat(error.report()).contains("(10000000 bytes)", "more)").hasSizeLessThan(20_000);
        }

        @Test
        void metadataOfAContextIsCutToo() {
            var context = ErrorContext.root("op", () -> 0, () -> 1).with("text", "x".repeat(TEN_MB));
            assertThat(ERROR.in(context).report()).hasSizeLessThan(3_000);
        }
    }

    @Nested
    class Hostile {
        private final Object thrower = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        };

        @Test
        void nullIsShownAsNull() {
            assertThat(ERROR.with("key", null).report()).contains("key = null");
        }

        @Test
        void metadataWhoseTextThrowsSaysSo() {
            var context = ErrorContext.root("op", () -> 0, () -> 1).with("bad", thrower);
            assertThat(context.metadata())
                    .containsEntry("bad", Value.of("(unreadable: java.lang.IllegalStateException)"));
            assertThat(ERROR.in(context).report()).contains("bad = (unreadable: java.lang.IllegalStateException)");
        }

        @Test
        void aListThatHoldsItselfEnds() {
            List<Object> circle = new ArrayList<>();
            circle.add(circle);
            assertThat(ERROR.with("circle", circle).report()).hasSizeLessThan(3_000);
        }

        @Test
        void aHundredThousandNestedContextsEndInABoundedReport() {
            var context = ErrorContext.root("op", () -> 0, () -> 1);
            for (int depth = 0; depth < 100_000; depth++) {
                context = context.child("level " + depth).with("key" + depth, depth);
            }
            assertThat(ERROR.in(context).report())
                    .contains("earlier steps are not shown", "level 99999", "more)")
                    .hasSizeLessThan(10_000);
        }
    }

    @Nested
    class Secrets {
        private record Login(String user, Sensitive<String> password) {}

        private final Sensitive<String> password = Sensitive.of("hunter2");

        @Test
        void appearNowhere() {
            var context = ErrorContext.root("login", () -> 0, () -> 1).with("password", password);
            var error = FoundationError.of(FoundationErrorType.INVALID_INPUT, "refused " + password)
                    .with("password", password)
                    .with("login", new Login("ann", password))
                    .with("list", List.of(password))
                    .in(context)
                    .causedBy(new IllegalStateException("with " + new Login("ann", password)));
            assertThat(List.of(
                            error.report(),
                            error.toString(),
                            JsonText.write(error.toValue()),
                            error.toProblemJson(),
                            error.toException().toString(),
                            password.toString()))
                    .allSatisfy(text -> assertThat(text).doesNotContain("hunter2"));
            assertThat(error.context()).containsEntry("password", Value.of("•••"));
            assertThat(error.report()).contains("ann");
        }

        @Test
        void areGivenToWhoAsks() {
            assertThat(password.reveal()).isEqualTo("hunter2");
        }

        @Test
        void areComparedByContentAndTellNothingByTheirHash() {
            assertThat(password).isEqualTo(Sensitive.of("hunter2")).isNotEqualTo(Sensitive.of("other"));
            assertThat(password).hasSameHashCodeAs(Sensitive.of("other"));
        }
    }
}
