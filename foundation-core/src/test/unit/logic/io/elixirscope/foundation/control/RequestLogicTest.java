package io.elixirscope.foundation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestLogicTest {

    private static Result<ControlRequest> request(String line) {
        return RequestLogic.request(line.getBytes(StandardCharsets.UTF_8), "ann");
    }

    private static FoundationError refusal(String line) {
        return refusal(request(line));
    }

    private static FoundationError refusal(Result<?> result) {
        return ((Result.Err<?>) result).error();
    }

    @Nested
    class Request {

        @Test
        void readsVerbAndArguments() {
            assertThat(request("{\"v\":1,\"verb\":\"errors\",\"args\":{\"limit\":5}}")
                            .orElseThrow())
                    .isEqualTo(new ControlRequest("errors", Map.of("limit", Value.of(5)), "ann"));
        }

        @Test
        void needsNoArguments() {
            assertThat(request("{\"verb\":\"tree\",\"v\":1}").orElseThrow())
                    .isEqualTo(new ControlRequest("tree", Map.of(), "ann"));
        }

        static Stream<Arguments> refused() {
            return Stream.of(
                    argumentSet("a list", "[]", "must be a JSON object"),
                    argumentSet("no version", "{\"verb\":\"tree\"}", "the number 'v'"),
                    argumentSet("a version as text", "{\"v\":\"1\",\"verb\":\"tree\"}", "the number 'v'"),
                    argumentSet("another version", "{\"v\":2,\"verb\":\"tree\"}", "speaks version 1"),
                    argumentSet("no verb", "{\"v\":1}", "the text 'verb'"),
                    argumentSet("a field too many", "{\"v\":1,\"verb\":\"tree\",\"who\":\"root\"}", "not 'who'"),
                    argumentSet("arguments as a list", "{\"v\":1,\"verb\":\"tree\",\"args\":[]}", "must be an object"));
        }

        @ParameterizedTest
        @MethodSource
        void refused(String line, String why) {
            assertThat(refusal(line).type()).isEqualTo(FoundationErrorType.INVALID_INPUT);
            assertThat(refusal(line).message()).contains(why);
        }

        @Test
        void saysWhereTheJsonIsWrong() {
            var refusal = refusal("{\"v\":1,}");
            assertThat(refusal.type()).isEqualTo(FoundationErrorType.FORMAT_ERROR);
            assertThat(refusal.context()).containsEntry("line", Value.of(1));
        }

        @Test
        void refusesWhatIsDeep() {
            assertThat(refusal("{\"v\":1,\"verb\":\"a\",\"args\":{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}}")
                            .type())
                    .isEqualTo(FoundationErrorType.FORMAT_ERROR);
        }
    }

    @Nested
    class Reply {

        @Test
        void isOneLineEach() {
            var lines = List.of(
                    RequestLogic.item(Value.of("a\nb")),
                    RequestLogic.end(0),
                    RequestLogic.error(FoundationError.of(FoundationErrorType.TIMEOUT, "late\n")));
            assertThat(lines).allSatisfy(line -> assertThat(line).endsWith("\n").containsOnlyOnce("\n"));
            assertThat(lines.get(0)).isEqualTo("{\"item\":\"a\\nb\"}\n");
            assertThat(lines.get(1)).isEqualTo("{\"end\":{\"exit\":0}}\n");
            assertThat(lines.get(2)).startsWith("{\"error\":{").contains("\"code\":\"E301\"");
        }

        @Test
        void namesTheVerbsThereAre() {
            assertThat(RequestLogic.unknownVerb("x".repeat(1_000), Set.of("tree", "health")))
                    .satisfies(error -> assertThat(error.message()).hasSizeLessThan(120))
                    .satisfies(error -> assertThat(error.context()).containsEntry("verbs", Value.of("health, tree")));
        }
    }

    @Nested
    class Positive {

        private final ControlRequest request =
                new ControlRequest("errors", Map.of("limit", Value.of(5), "none", Value.of(0)), "ann");

        @Test
        void isWhatWasGivenOrTheDefault() {
            assertThat(request.positive("limit", 20)).isEqualTo(Result.ok(5L));
            assertThat(request.positive("absent", 20)).isEqualTo(Result.ok(20L));
        }

        @Test
        void refusesLess() {
            assertThat(refusal(request.positive("none", 20)).message()).contains("'none' of errors", ">= 1");
        }
    }
}
