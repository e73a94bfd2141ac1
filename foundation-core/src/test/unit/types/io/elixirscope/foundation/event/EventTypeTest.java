package io.elixirscope.foundation.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.JsonReading;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Redacted;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class EventTypeTest {
    record Money(long cents, String currency) {}

    record Placed(String customer, Money total) {}

    /// Version 1 had `name` and `cents`, version 2 `customer` and `cents`, version 3 is [Placed].
    private static final EventType<Placed> PLACED = EventType.named("order.placed", Placed.class)
            .schemaVersion(3)
            .upcast(1, renamed("name", "customer"))
            .upcast(2, data -> with(data, "total", total(data)))
            .build();

    private static Value total(Value data) {
        return Value.map(Map.of("cents", fields(data).get("cents"), "currency", Value.of("EUR")));
    }

    private static UnaryOperator<Value> renamed(String from, String to) {
        return data -> with(data, to, fields(data).get(from));
    }

    private static Value with(Value data, String name, Value field) {
        Map<String, Value> more = new LinkedHashMap<>(fields(data));
        more.put(name, field);
        return Value.map(more);
    }

    private static Map<String, Value> fields(Value data) {
        return data instanceof Value.MapValue(var fields) ? fields : Map.of();
    }

    private static Event.Builder event(int schemaVersion) {
        return Event.builder("1", "/s", "order.placed", Instant.EPOCH).schemaVersion(schemaVersion);
    }

    private static FoundationError refused(Result<?> result) {
        return result instanceof Result.Err<?>(var error) ? error : FoundationError.of(null, "read " + result);
    }

    @Nested
    class Read {
        @Test
        void givesBackTheObject() {
            Placed placed = new Placed("ann", new Money(995, "EUR"));
            Event event = PLACED.fill(event(0), placed).buildOrThrow();
            assertThat(event.schemaVersion()).isEqualTo(3);
            assertThat(PLACED.read(event)).isEqualTo(Result.ok(placed));
            assertThat(event.data(PLACED)).isEqualTo(Result.ok(placed));
            assertThat(event.data(Placed.class)).isEqualTo(Result.ok(placed));
        }

        @Test
        void bringsEveryOlderVersionUpToDate() {
            Placed placed = new Placed("ann", new Money(995, "EUR"));
            Event first = event(1).data(Value.map(Map.of("name", Value.of("ann"), "cents", Value.of(995))))
                    .buildOrThrow();
            Event second = event(2).data(Value.map(Map.of("customer", Value.of("ann"), "cents", Value.of(995))))
                    .buildOrThrow();
            assertThat(PLACED.read(first)).isEqualTo(Result.ok(placed));
            assertThat(PLACED.read(second)).isEqualTo(Result.ok(placed));
            assertThat(first.schemaVersion()).isEqualTo(1);
        }

        @Test
        void refusesANewerVersionAndOneTooOld() {
            for (int version : new int[] {0, 4}) {
                FoundationError error = refused(PLACED.read(event(version).buildOrThrow()));
                assertThat(error.type()).isEqualTo(FoundationErrorType.DESERIALIZATION_FAILED);
                assertThat(error.message()).contains("schema version " + version, "only versions 1 to 3 can be read");
            }
        }

        @Test
        void refusesAnotherType() {
            Event other = Event.builder("1", "/s", "order.paid", Instant.EPOCH).buildOrThrow();
            assertThat(refused(PLACED.read(other)).type()).isEqualTo(FoundationErrorType.TYPE_MISMATCH);
        }

        @Test
        void tellsAllFieldsThatDoNotFit() {
            Event odd =
                    event(3).data(Value.map(Map.of("customer", Value.of(1)))).buildOrThrow();
            FoundationError error = refused(PLACED.read(odd));
            assertThat(error.type()).isEqualTo(FoundationErrorType.DESERIALIZATION_FAILED);
            assertThat(error.message()).contains("customer must be text, was 1", "total is missing");
        }

        @Test
        void tellsThatAnUpcasterThrew() {
            EventType<Placed> broken = EventType.named("order.placed", Placed.class)
                    .schemaVersion(2)
                    .upcast(1, _ -> {
                        throw new IllegalStateException("oh");
                    })
                    .build();
            assertThat(refused(broken.read(event(1).buildOrThrow())).message())
                    .contains("the upcaster of version 1 threw", "oh");
        }

        @Test
        void refusesAGapInTheVersions() {
            var builder = EventType.named("t", Placed.class).schemaVersion(4).upcast(1, data -> data);
            assertThatThrownBy(builder.upcast(3, data -> data)::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must have upcasters");
        }
    }

    @Nested
    class Cut {
        record Note(String title, Value text) {}

        private static final EventType<Note> NOTE =
                EventType.named("note", Note.class).cutFieldsAbove(1_000).build();

        @Test
        void putsAMarkerInThePlaceOfALargeField() {
            Note note = new Note("t", Value.of("ab".repeat(1_000)));
            Event event = NOTE.fill(Event.builder("1", "/s", "note", Instant.EPOCH), note)
                    .buildOrThrow();
            Value marker = fields(event.data()).get("text");
            Map<String, Value> about = fields(fields(marker).get("$cut"));
            assertThat(about.get("bytes")).isEqualTo(Value.of(2_003));
            assertThat(about.get("sha256"))
                    .isEqualTo(Value.of("114a4da480f113dbb929c59820b6a701a4a4cccdf6801bcfbd043332cfea658a"));
            assertThat(about.get("preview")).isEqualTo(Value.of("ab".repeat(100)));
            assertThat(NOTE.read(event)).isEqualTo(Result.ok(new Note("t", marker)));
        }

        @Test
        void leavesWhatFits() {
            Note note = new Note("t", Value.of("short"));
            Event event = NOTE.fill(Event.builder("1", "/s", "note", Instant.EPOCH), note)
                    .buildOrThrow();
            assertThat(NOTE.read(event)).isEqualTo(Result.ok(note));
        }

        @Test
        void saysWhyACutFieldDoesNotRead() {
            record Plain(String text) {}
            EventType<Plain> plain =
                    EventType.named("note", Plain.class).cutFieldsAbove(256).build();
            Event event = plain.fill(Event.builder("1", "/s", "note", Instant.EPOCH), new Plain("x".repeat(500)))
                    .buildOrThrow();
            assertThat(refused(plain.read(event)).message()).contains("text was too large and was cut");
        }
    }

    @Nested
    class Fallback {
        record Odd(String name, Thread thread, @Redacted String password) {}

        @Test
        void keepsWhatHasNoFormAsJsonTextWithAMarker() {
            List<String> told = new ArrayList<>();
            Event event = Event.builder("1", "/s", "odd", Instant.EPOCH)
                    .onFallback(told::add)
                    .data(new Odd("n", null, "hunter2"))
                    .buildOrThrow();
            assertThat(told).containsExactly("odd");
            Map<String, Value> marker = fields(fields(event.data()).get("$json"));
            assertThat(marker.get("type")).isEqualTo(Value.of(Odd.class.getName()));
            assertThat(marker.get("text")).isEqualTo(Value.of("{\"name\":\"n\",\"thread\":null,\"password\":\"•••\"}"));
        }

        @Test
        void readsTheJsonTextBack() {
            Event event = Event.builder("1", "/s", "odd", Instant.EPOCH)
                    .data(new Odd("n", null, "hunter2"))
                    .buildOrThrow();
            Event again = Event.decode(event.encoded(), 0, event.encodedSize()).orElseThrow();
            Value text = fields(fields(again.data()).get("$json")).get("text");
            JsonReading read =
                    JsonText.read(text instanceof Value.TextValue(String json) ? json : "", ValueLimits.DEFAULT);
            assertThat(read)
                    .isInstanceOfSatisfying(
                            JsonReading.Parsed.class,
                            value -> assertThat(fields(value.value()).get("name"))
                                    .isEqualTo(Value.of("n")));
            assertThat(refused(again.data(Placed.class)).message()).contains("kept as JSON text", "Odd.thread");
        }

        @Test
        void refusesNothingThatAnObjectsOwnCodeThrows() {
            record Throwing(String name) {
                @Override
                public String name() {
                    throw new IllegalStateException("mine");
                }
            }
            Event event = Event.builder("1", "/s", "odd", Instant.EPOCH)
                    .data(new Throwing("n"))
                    .buildOrThrow();
            assertThat(fields(event.data())).containsKey("$json");
        }
    }
}
