package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.value.JsonReading;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import io.elixirscope.foundation.value.ValueLimits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorsVerbsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... words) {
        return FoundationCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    private static Map<String, Value> json(String line) {
        return switch (JsonText.read(line, ValueLimits.DEFAULT)) {
            case JsonReading.Parsed(Value.MapValue(var fields)) -> fields;
            case JsonReading other -> throw new AssertionError(line + " is " + other);
        };
    }

    @Nested
    class Lists {
        @Test
        void oneLineForEachType() {
            assertThat(execute("errors", "list")).isZero();
            assertThat(out.toString().lines())
                    .hasSize(FoundationErrorType.values().length)
                    .anyMatch(line ->
                            line.matches("D201  validation_failed +MEDIUM +no retry +Data breaks one or more rules"));
        }

        @Test
        void oneObjectForEachType() {
            assertThat(execute("errors", "list", "--json")).isZero();
            assertThat(out.toString().lines().map(line -> json(line).get("code")))
                    .containsExactlyElementsOf(List.of(FoundationErrorType.values()).stream()
                            .map(type -> Value.of(type.fullCode()))
                            .toList());
        }
    }

    @Nested
    class Explains {
        @Test
        void whatACodeMeansAndWhatToDo() {
            assertThat(execute("errors", "explain", "E301")).isZero();
            assertThat(out.toString()).isEqualTo("""
                    E301 timeout
                      The deadline passed first.

                      number       4301
                      range        external, timeout (E300 to E399)
                      severity     medium: worth a look when it repeats
                      retry        after a random delay of up to 100 ms, doubled each time, up to 10 s
                      HTTP         504
                      gRPC         DEADLINE_EXCEEDED (4)
                      declared in  io.elixirscope.foundation.error.FoundationErrorType

                    What to do:
                      - Look at the breadcrumbs for the step that took the time
                      - Before you repeat: make sure that doing it twice does no harm
                      - Give it a longer deadline if that step is rightly slow
                    """);
        }

        @ParameterizedTest
        @ValueSource(strings = {"d201", "3201", "validation_failed"})
        void theSameTypeUnderEachOfItsNames(String name) {
            assertThat(execute("errors", "explain", name)).isZero();
            assertThat(out.toString()).startsWith("D201 validation_failed\n");
        }

        @ParameterizedTest
        @EnumSource
        void everyType(FoundationErrorType type) {
            assertThat(execute("errors", "explain", type.fullCode(), "--json")).isZero();
            assertThat(json(out.toString()))
                    .containsEntry("label", Value.of(type.label()))
                    .containsEntry("number", Value.of(type.code().numeric()))
                    .containsKeys("message", "range", "severity", "retry", "httpStatus", "grpcStatus")
                    .containsKey("recoveryActions");
        }

        @Test
        void anUnknownCodeByItsNeighbours() {
            assertThat(execute("errors", "explain", "D299")).isEqualTo(1);
            assertThat(out.toString()).isEmpty();
            assertThat(err.toString()).contains("D401 data_not_found", "\"D299\"", "the nearest: D206 duplicate_id");
        }

        @Test
        void thatApplicationsKnowTheirOwn() {
            assertThat(execute("errors", "explain", "orders/D101")).isEqualTo(1);
            assertThat(err.toString()).contains("an application's types are known to it alone");
        }

        @Test
        void noMoreThanItIsAsked() {
            assertThat(execute("errors", "explain")).isEqualTo(2);
            assertThat(execute("errors")).isEqualTo(2);
            assertThat(err.toString()).contains("list, explain, recent");
        }
    }
}
