package io.elixirscope.foundation.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventValidatorTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private static Event.Builder event(String id, String source, String type, Instant time) {
        return Event.builder(id, source, type, time);
    }

    private static Event.Builder valid() {
        return event("id", "/s", "t", TIME);
    }

    private static Stream<Arguments> broken() {
        return Stream.of(
                argumentSet("empty id", event("", "/s", "t", TIME), "id must be"),
                argumentSet("long id", event("x".repeat(129), "/s", "t", TIME), "id must be"),
                argumentSet("id not ASCII", event("é", "/s", "t", TIME), "id must be"),
                argumentSet("id with tab", event("a\tb", "/s", "t", TIME), "id must be"),
                argumentSet("empty source", event("id", "", "t", TIME), "source must be 1 to"),
                argumentSet("source with space", event("id", "a b", "t", TIME), "source must be a URI reference"),
                argumentSet("empty type", event("id", "/s", "", TIME), "type must be 1 to 256"),
                argumentSet("half a pair in type", event("id", "/s", "a\uD800", TIME), "type must not contain half"),
                argumentSet("year 0", event("id", "/s", "t", Instant.parse("0000-12-31T23:59:59Z")), "time must be"),
                argumentSet("year 10000", event("id", "/s", "t", Instant.MAX), "time must be in the years 1 to 9999"),
                argumentSet("empty subject", valid().subject(""), "subject must be 1 to"),
                argumentSet("empty correlation", valid().correlationId(""), "correlationId must be"),
                argumentSet("long cause", valid().causeId("x".repeat(129)), "causeId must be"),
                argumentSet("long node", valid().node("x".repeat(257)), "node must be 0 to 256"),
                argumentSet("long origin", valid().origin("x".repeat(257)), "origin must be 0 to 256"),
                argumentSet("negative config version", valid().configVersion(-1), "configVersion must be >= 0, was -1"),
                argumentSet("negative schema version", valid().schemaVersion(-1), "schemaVersion must be >= 0"),
                argumentSet("attribute in capitals", valid().attribute("Abc", ""), "attribute name must be 1 to 20"),
                argumentSet("long attribute", valid().attribute("a".repeat(21), ""), "attribute name must be 1 to 20"),
                argumentSet("attribute like a field", valid().attribute("source", ""), "must not be that of a field"),
                argumentSet("attribute like our own", valid().attribute("recordedat", ""), "must not be that of"),
                argumentSet("long attribute value", valid().attribute("a", "x".repeat(4_097)), "0 to 4096"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refuses(Event.Builder event, String rule) {
        assertThat(EventValidator.fieldViolations(event.unchecked()))
                .singleElement()
                .asString()
                .contains(rule);
    }

    @Test
    void tellsEveryViolationAtOnce() {
        Event.Builder event = event("", "", "", Instant.MIN)
                .subject("")
                .correlationId("")
                .configVersion(-1)
                .attribute("id", "");
        Result<Event> refused = event.build();
        assertThat(EventValidator.fieldViolations(event.unchecked())).hasSize(8);
        assertThat(refused).isInstanceOfSatisfying(Result.Err.class, failed -> {
            assertThat(failed.error().type()).isEqualTo(FoundationErrorType.VALIDATION_FAILED);
            assertThat(failed.error().message()).contains("id must", "type must", "time must", "configVersion must");
        });
    }

    @Test
    void takesTheEdgesOfEveryRange() {
        List<UnaryOperator<Event.Builder>> edges = List.of(
                event -> event.subject("x".repeat(4_096)),
                event -> event.correlationId("x".repeat(128)),
                event -> event.causeId("~ "),
                event -> event.node("x".repeat(256)),
                event -> event.configVersion(Long.MAX_VALUE).schemaVersion(0),
                event -> event.attribute("z9".repeat(10), "x".repeat(4_096)),
                event -> event.attribute("dataschema", "urn:x").attribute("traceparent", "00"));
        for (UnaryOperator<Event.Builder> edge : edges) {
            assertThat(EventValidator.fieldViolations(edge.apply(valid()).unchecked()))
                    .isEmpty();
        }
        for (Instant time :
                List.of(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999999999Z"))) {
            assertThat(EventValidator.fieldViolations(
                            event("x".repeat(128), "/s", "t", time).unchecked()))
                    .isEmpty();
        }
    }

    @Test
    void boundsTheNumberOfAttributes() {
        Event.Builder event = valid();
        IntStream.range(0, 65).forEach(i -> event.attribute("a" + i, ""));
        assertThat(EventValidator.fieldViolations(event.unchecked()))
                .containsExactly("attributes must be at most 64, were 65");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git:elixir-lang/elixir",
                "/orders",
                "urn:uuid:1",
                "https://a.b/c?d=e#f",
                "a",
                "#f",
                "../x",
                "%20",
                "//host:80/x",
                "mailto:a@b",
                "/é",
                "x/y:z"
            })
    void takesUriReferences(String source) {
        assertThat(UriReferenceLogic.isReference(source)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "1:x", ":x", "%", "%2", "%zz", "a#b#c", "<x>", "a\\b", "a\nb", "é:x", "{x}"})
    void refusesWhatIsNoUriReference(String source) {
        assertThat(UriReferenceLogic.isReference(source)).isFalse();
    }

    @Test
    void quotesNoControlCharacters() {
        assertThat(EventValidator.fieldViolations(
                        event("a\u0007b", "/s", "t", TIME).unchecked()))
                .singleElement()
                .asString()
                .doesNotContain("\u0007");
    }
}
