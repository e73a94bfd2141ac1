package io.elixirscope.foundation.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.FoundationException;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueCodec;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class EventTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123456789Z");

    static Event.Builder full() {
        return Event.builder("id-1", "git:a/b", "git.commit", TIME)
                .subject("père/🦜")
                .correlationId("corr")
                .causeId("cause")
                .node("node")
                .origin("origin")
                .configVersion(Long.MAX_VALUE)
                .schemaVersion(Integer.MAX_VALUE)
                .attribute("b", "2")
                .attribute("a", "1")
                .data(Value.map(Map.of("k", Value.of("v"))));
    }

    @Nested
    class Build {
        @Test
        void hasDefaults() {
            Event event = Event.builder("id", "/s", "t", TIME).buildOrThrow();
            assertThat(event.subject()).isEmpty();
            assertThat(event.node()).isEmpty();
            assertThat(event.origin()).isEmpty();
            assertThat(event.configVersion()).isZero();
            assertThat(event.schemaVersion()).isEqualTo(1);
            assertThat(event.attributes()).isEmpty();
            assertThat(event.data()).isEqualTo(Value.ofNull());
        }

        @Test
        void givesBackWhatWentIn() {
            Event event = full().buildOrThrow();
            assertThat(event.identity()).isEqualTo(new EventIdentity("git:a/b", "id-1"));
            assertThat(event.type()).isEqualTo("git.commit");
            assertThat(event.subject()).contains("père/🦜");
            assertThat(event.correlationId()).contains("corr");
            assertThat(event.causeId()).contains("cause");
            assertThat(event.attributes()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
            assertThat(event.data()).isEqualTo(Value.map(Map.of("k", Value.of("v"))));
        }

        @Test
        void refusesBytesThatAreNoValue() {
            Result<Event> refused = Event.builder("id", "/s", "t", TIME)
                    .encodedData(new byte[] {99})
                    .build();
            assertThat(refused).isInstanceOfSatisfying(Result.Err.class, failed -> {
                assertThat(failed.error().type()).isEqualTo(FoundationErrorType.VALIDATION_FAILED);
                assertThat(failed.error().message()).contains("data must be an encoded value");
            });
        }

        @Test
        void throwsWhereAskedTo() {
            assertThatThrownBy(() -> Event.builder("", "/s", "t", TIME).buildOrThrow())
                    .isInstanceOf(FoundationException.class);
        }
    }

    @Nested
    class Immutability {
        @Test
        void doesNotSeeLaterChangesOfItsSources() {
            byte[] data = ValueCodec.encode(Value.of(1));
            Map<String, String> attributes = new HashMap<>(Map.of("a", "1"));
            Event.Builder builder =
                    Event.builder("id", "/s", "t", TIME).encodedData(data).attributes(attributes);
            Event event = builder.buildOrThrow();
            data[0] = 99;
            attributes.put("b", "2");
            builder.attribute("c", "3").data(Value.of(2));
            event.encodedData()[0] = 99;
            assertThat(event.data()).isEqualTo(Value.of(1));
            assertThat(event.attributes()).isEqualTo(Map.of("a", "1"));
        }

        @Test
        void givesAttributesThatCannotBeChanged() {
            Map<String, String> attributes = full().buildOrThrow().attributes();
            assertThatThrownBy(() -> attributes.put("c", "3")).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Nested
    class Equality {
        @Test
        void isByEveryField() {
            Event event = full().buildOrThrow();
            assertThat(full().buildOrThrow()).isEqualTo(event).hasSameHashCodeAs(event);
            assertThat(event.toBuilder().buildOrThrow()).isEqualTo(event);
            assertThat(event.toBuilder().data(Value.of(1)).buildOrThrow()).isNotEqualTo(event);
            assertThat(event.toBuilder().origin("x").buildOrThrow()).isNotEqualTo(event);
        }

        @Test
        void doesNotDependOnTheOrderOfFieldsInTheData() {
            Map<String, Value> one = new LinkedHashMap<>();
            one.put("a", Value.of(1));
            one.put("b", Value.of(2));
            Map<String, Value> other = new LinkedHashMap<>();
            other.put("b", Value.of(2));
            other.put("a", Value.of(1));
            assertThat(full().data(Value.map(one)).buildOrThrow())
                    .isEqualTo(full().data(Value.map(other)).buildOrThrow());
        }
    }
}
