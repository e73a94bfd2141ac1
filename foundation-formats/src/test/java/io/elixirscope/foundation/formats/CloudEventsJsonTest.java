package io.elixirscope.foundation.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.StoredEvent;
import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CloudEventsJsonTest {

    private static final String REQUIRED =
            "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"urn:shop\",\"type\":\"order.placed\",\"time\":\"2026-01-09T08:46:08Z\"";
    private static final Instant RECORDED = Instant.parse("2026-02-01T00:00:00.5Z");

    private static Event read(String line) {
        return CloudEventsJson.read(line, 7).orElseThrow();
    }

    private static Event withMembers(String members) {
        return read(REQUIRED + members + "}");
    }

    private static String write(Event event) {
        return CloudEventsJson.write(new StoredEvent(17, RECORDED, event));
    }

    private static FoundationError refused(String line) {
        return switch (CloudEventsJson.read(line, 7)) {
            case Result.Ok(var event) -> throw new AssertionError("read as " + event);
            case Result.Err(var error) -> error;
        };
    }

    @Nested
    class Read {

        @Test
        void takesEveryFieldOfAnEvent() {
            var event = withMembers(
                    ",\"subject\":\"order-7\",\"correlationid\":\"c1\",\"causationid\":\"e0\",\"node\":\"n\","
                            + "\"origin\":\"orders\",\"configversion\":3,\"schemaversion\":2,\"data\":{\"total\":12.50}");
            var expected = Event.builder("e1", "urn:shop", "order.placed", Instant.parse("2026-01-09T08:46:08Z"))
                    .subject("order-7")
                    .correlationId("c1")
                    .causeId("e0")
                    .node("n")
                    .origin("orders")
                    .configVersion(3)
                    .schemaVersion(2)
                    .data(Value.map(Map.of("total", Value.of(new java.math.BigDecimal("12.50")))))
                    .buildOrThrow();
            assertThat(event).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({
            "2026-01-09T09:46:08+01:00,      2026-01-09T08:46:08Z",
            "2026-01-09t08:46:08z,           2026-01-09T08:46:08Z",
            "2026-01-09T00:00:00.5-00:30,    2026-01-09T00:30:00.5Z",
            "2024-02-29T23:59:59.123456789Z, 2024-02-29T23:59:59.123456789Z"
        })
        void bringsTimesToUtc(String text, Instant time) {
            assertThat(read(REQUIRED.replace("2026-01-09T08:46:08Z", text) + "}")
                            .time())
                    .isEqualTo(time);
        }

        @Test
        void ignoresPositionAndRecordingTime() {
            assertThat(withMembers(",\"position\":9,\"recordedat\":\"2026-01-09T08:46:08Z\""))
                    .isEqualTo(withMembers(",\"position\":\"3000000000\""))
                    .isEqualTo(withMembers(""));
        }

        @Test
        void takesNullAsAbsent() {
            assertThat(withMembers(",\"subject\":null,\"team\":null,\"configversion\":null,\"data\":null"))
                    .isEqualTo(withMembers(""));
        }

        @Test
        void takesNumbersAsTextWhereTheyAreLarge() {
            assertThat(withMembers(",\"configversion\":\"3000000000\"").configVersion())
                    .isEqualTo(3_000_000_000L);
        }
    }

    @Nested
    class Write {

        @Test
        void givesOneLineInAFixedOrder() {
            var event = withMembers(",\"data\":{\"b\":1,\"a\":\"x\\ny\"},\"team\":\"blue\",\"causationid\":\"e0\"");
            assertThat(write(event))
                    .isEqualTo(REQUIRED
                            + ",\"causationid\":\"e0\",\"position\":17,\"recordedat\":\"2026-02-01T00:00:00.500Z\","
                            + "\"team\":\"blue\",\"datacontenttype\":\"application/json\","
                            + "\"data\":{\"a\":\"x\\ny\",\"b\":1}}");
        }

        @ParameterizedTest
        @CsvSource({"2147483647,2147483647", "2147483648,\"2147483648\""})
        void givesPositionsBeyond32BitsAsText(long position, String json) {
            assertThat(CloudEventsJson.write(new StoredEvent(position, RECORDED, withMembers(""))))
                    .contains("\"position\":" + json + ",");
        }

        @Test
        void givesBytesAsBase64WithTheirContentType() {
            var event = withMembers(",\"data_base64\":\"AAEC/w==\",\"datacontenttype\":\"image/png\"");
            assertThat(event.data()).isEqualTo(Value.of(new byte[] {0, 1, 2, (byte) 0xff}));
            assertThat(write(event)).endsWith("\"datacontenttype\":\"image/png\",\"data_base64\":\"AAEC/w==\"}");
        }
    }

    @Nested
    class Extensions {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"flag\":true",
                    "\"num\":5",
                    "\"num\":-1.50",
                    "\"text\":\"5\"",
                    "\"text\":\"true\"",
                    "\"dataschema\":\"http://example.com/s\"",
                    "\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"",
                    "\"a\":\"1\",\"b\":1,\"c\":false"
                })
        void keepTheirJsonForm(String members) {
            assertThat(write(withMembers("," + members))).contains("," + members);
        }

        @Test
        void areTextForTheProgram() {
            assertThat(withMembers(",\"num\":5,\"flag\":true").attributes())
                    .containsEntry("num", "5")
                    .containsEntry("flag", "true");
        }

        @Test
        void ofAnyTextStayWellFormedJson() {
            var event = withMembers("").toBuilder()
                    .attribute("jsonliterals", "n")
                    .attribute("n", "1,\"x\":2")
                    .build();
            assertThat(write(event.orElseThrow())).contains("\"n\":\"1,\\\"x\\\":2\"");
        }
    }

    @Nested
    class Refusal {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "specversion | \"0.3\"        | specversion must be \"1.0\"",
                    "id          | 1              | id must be text",
                    "id          | \"\"           | id must be 1 to 128 printable ASCII characters",
                    "source      | \"a b\"        | source must be a URI reference",
                    "type        | \"\"           | type must be 1 to 256 characters",
                    "time        | \"2026-01-09\" | time must be a time of RFC 3339",
                    "time        | \"2026-02-30T00:00:00Z\" | time must be a time of RFC 3339",
                    "time        | \"2026-01-09T08:46:08.1234567890Z\" | 1 to 9 digits",
                    "time        | \"0001-01-01T00:00:00+01:00\" | the year in UTC"
                })
        void pointsAtTheMember(String member, String json, String reason) {
            var line = REQUIRED.replaceFirst("(\"" + member + "\":)\"[^\"]*\"", "$1" + json) + "}";
            var error = refused(line);
            assertThat(error.type().fullCode()).isEqualTo("D201");
            assertThat(error.message()).contains(reason);
            assertThat(error.source()).hasValueSatisfying(source -> {
                assertThat(source.line()).isEqualTo(7);
                assertThat(source.column()).isEqualTo(line.indexOf("\"" + member + "\":") + member.length() + 4);
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"specversion", "id", "source", "type", "time"})
        void namesWhatIsMissing(String member) {
            var line =
                    REQUIRED.replaceFirst("\"" + member + "\":\"[^\"]*\",?", "").replaceFirst(",$", "") + "}";
            assertThat(refused(line).message()).startsWith(member + " is missing");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    ",\"id\":\"e2\"}               | 2   | \"id\" is there twice",
                    ",\"data\":{\"a\":1,\"a\":2}}  | 16  | \"a\"",
                    "} x                           | 3   | 'x'",
                    "}{}                           | 2   | only one JSON object",
                    "``                            | 1   | end-of-input",
                    ",\"data\":tru}                | 9   | 'tru'",
                    ",\"data\":\"\\ud800\"}        | 10  | surrogate pair",
                    ",\"data\":\"a\\ud83dx\"}       | 11  | surrogate pair",
                    ",\"position\":\"\\u12İ0\"} | 14 | hexadecimal",
                    ",\"data\":1,\"data_base64\":\"AA==\"} | 25 | exclude each other"
                })
        void pointsAtWhereTheLineIsNoJson(String end, int offset, String reason) {
            var error = refused(REQUIRED + end);
            assertThat(error.type().fullCode()).isEqualTo("D202");
            assertThat(error.message()).contains(reason);
            assertThat(error.source().orElseThrow().column()).isEqualTo(REQUIRED.length() + offset);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "\"Bad\":1                | lower-case letters",
                    "\"bad-name\":1           | lower-case letters",
                    "\"abcdefghijklmnopqrstu\":1 | 1 to 20",
                    "\"jsonliterals\":\"x\"   | reserved",
                    "\"team\":{}              | text, a number or a boolean",
                    "\"position\":[1]         | text or a number",
                    "\"configversion\":1.5    | whole number",
                    "\"configversion\":-1     | 0 to",
                    "\"schemaversion\":2147483648 | 0 to 2147483647",
                    "\"data_base64\":\"?\"    | base64"
                })
        void tellsTheRuleOfAMember(String member, String reason) {
            assertThat(refused(REQUIRED + "," + member + "}").message()).contains(reason);
        }

        @Test
        void boundsDepth() {
            var error = refused(REQUIRED + ",\"data\":" + "[".repeat(100_000));
            assertThat(error.message()).contains("depth");
            assertThat(error.source().orElseThrow().column()).isGreaterThan(REQUIRED.length());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "[1]", "1", "nonsense", "\uFEFF{}", "{"})
        void takesNothingButAnObject(String line) {
            assertThat(refused(line).type().fullCode()).isEqualTo("D202");
        }
    }
}
