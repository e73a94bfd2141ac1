package io.elixirscope.foundation.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.value.JsonReading;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueCodec;
import io.elixirscope.foundation.value.ValueLimits;
import io.elixirscope.foundation.value.ValueReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Error → data → error.
class ErrorDataTest {
    private static final ErrorCatalogue CATALOGUE = ErrorCatalogue.builtIn().with(ShopError.class);

    private static FoundationError back(Value data) {
        return FoundationError.fromValue(data, CATALOGUE).orElseThrow();
    }

    private static FoundationError whole() {
        var nanos = new AtomicLong(Long.MAX_VALUE - 5);
        var context = ErrorContext.root("place", () -> nanos.getAndAdd(10), () -> 0xABL)
                .with("user", 7)
                .child("reserve");
        for (int step = 0; step < 40; step++) {
            context.breadcrumb("step " + step);
        }
        var error = FoundationError.of(ShopError.TILL_STUCK, "x".repeat(5_000))
                .with("path", "y".repeat(5_000))
                .with("when", Instant.EPOCH)
                .with("bytes", new byte[] {1, 2})
                .with("k".repeat(2_000), 1)
                .at(new SourceExcerpt("z".repeat(2_000), 2, 1_500, "a: b".repeat(1_000)))
                .in(context)
                .causedBy(FoundationError.of(FoundationErrorType.TIMEOUT, "late")
                        .causedBy(FoundationError.of(FoundationErrorType.FORMAT_ERROR)));
        for (int field = 0; field < 40; field++) {
            error = error.with("field" + field, field).causedBy(FoundationError.of(FoundationErrorType.TIMEOUT));
        }
        return error;
    }

    @Nested
    class RoundTrip {
        @Test
        void givesAnEqualError() {
            var error = whole();
            assertThat(back(error.toValue())).isEqualTo(error);
            assertThat(back(error.toValue()).report()).isEqualTo(error.report());
        }

        @Test
        void throughStoredBytesGivesAnEqualError() {
            var error = whole();
            var bytes = ValueCodec.encode(error.toValue());
            var read = (ValueReading.Decoded) ValueCodec.decode(bytes, 0, bytes.length, ValueLimits.DEFAULT);
            assertThat(back(read.value())).isEqualTo(error);
        }

        @Test
        void throughJsonKeepsWhatJsonHas() {
            var error = FoundationError.of(FoundationErrorType.DATA_TOO_LARGE, "big")
                    .with("bytes", 7);
            var read = (JsonReading.Parsed) JsonText.read(JsonText.write(error.toValue()), ValueLimits.DEFAULT);
            assertThat(back(read.value())).isEqualTo(error);
        }

        @Test
        void keepsExceptionsAsTheirTextsAndFrames() {
            var thrown = new IllegalStateException("x", new IllegalArgumentException("y"));
            var error = FoundationError.of(FoundationErrorType.TIMEOUT).causedBy(thrown);
            var read = back(error.toValue());
            assertThat(read.toValue()).isEqualTo(error.toValue());
            assertThat(read.report())
                    .contains("IllegalStateException: x", "caused by java.lang.IllegalArgumentException: y", "    at ");
        }

        @Test
        void keepsATypeThatIsNotRegistered() {
            var error = FoundationError.of(ShopError.OUT_OF_STOCK, "none left");
            var read = FoundationError.fromValue(error.toValue(), ErrorCatalogue.builtIn())
                    .orElseThrow();
            assertThat(read).hasToString("[shop/D101 out_of_stock] none left");
            assertThat(read.severity()).isEqualTo(Severity.LOW);
            assertThat(read.type().retry().retryable()).isFalse();
            assertThat(read.toValue()).isEqualTo(error.toValue());
        }

        @Test
        void keepsWhatARowWasBeforeItChanged() {
            var fields = new HashMap<>(((Value.MapValue)
                            FoundationError.of(FoundationErrorType.TIMEOUT).toValue())
                    .fields());
            fields.put("severity", Value.of("CRITICAL"));
            assertThat(back(Value.map(fields)).severity()).isEqualTo(Severity.CRITICAL);
        }
    }

    @Nested
    class ForeignData {
        private final Map<String, Value> fields = new HashMap<>(((Value.MapValue)
                        FoundationError.of(FoundationErrorType.TIMEOUT, "late").toValue())
                .fields());

        private FoundationError refused() {
            return ((Result.Err<FoundationError>) FoundationError.fromValue(Value.map(fields), CATALOGUE)).error();
        }

        @ParameterizedTest
        @ValueSource(strings = {"id", "code", "type", "message", "severity"})
        void withoutAFieldIsRefusedByItsName(String field) {
            fields.remove(field);
            assertThat(refused().type()).isEqualTo(FoundationErrorType.DESERIALIZATION_FAILED);
            assertThat(refused().message()).contains("error." + field);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "id",
                    "code",
                    "type",
                    "message",
                    "severity",
                    "context",
                    "exceptions",
                    "stack",
                    "operation",
                    "source",
                    "causes",
                    "droppedContext",
                    "droppedCauses"
                })
        void withAFieldOfAnotherKindIsRefused(String field) {
            fields.put(field, Value.of(-1.5));
            assertThat(refused().message()).contains(field);
        }

        @Test
        void thatIsNoMapIsRefused() {
            assertThat(FoundationError.fromValue(Value.of(1), CATALOGUE).succeeded())
                    .isFalse();
        }

        @Test
        void deeperInsideIsRefusedByItsPath() {
            fields.put("causes", Value.list(Value.map(Map.of("id", Value.of("0")))));
            assertThat(refused().message()).contains("error.causes[].code");
            fields.remove("causes");
            fields.put("source", Value.map(Map.of("file", Value.of("f"), "line", Value.of(0))));
            assertThat(refused().message()).contains("error.source.line");
        }

        @Test
        void thatIsTooMuchIsCutAndCounted() {
            var cause = Value.map(Map.copyOf(fields));
            fields.put("causes", Value.list(Collections.nCopies(1_000, cause)));
            Map<String, Value> context = new HashMap<>();
            for (int field = 0; field < 1_000; field++) {
                context.put("field" + field, Value.of(field));
            }
            fields.put("context", Value.map(context));
            fields.put("message", Value.of("x".repeat(10_000_000)));
            var read = back(Value.map(fields));
            assertThat(read.causes()).hasSize(16);
            assertThat(read.droppedCauses()).isEqualTo(984);
            assertThat(read.context()).hasSize(32);
            assertThat(read.droppedContext()).isEqualTo(968);
            assertThat(read.message().length()).isLessThan(1_100);
        }

        @Test
        void thatIsDeepIsCut() {
            Value cause = Value.map(Map.copyOf(fields));
            for (int depth = 0; depth < 60; depth++) {
                var outer = new HashMap<>(fields);
                outer.put("causes", Value.list(cause));
                cause = Value.map(outer);
            }
            var read = back(cause);
            List<FoundationError> chain = new ArrayList<>(List.of(read));
            while (!chain.getLast().causes().isEmpty()) {
                chain.add(chain.getLast().causes().getFirst());
            }
            assertThat(chain).hasSizeLessThanOrEqualTo(17);
        }
    }
}
