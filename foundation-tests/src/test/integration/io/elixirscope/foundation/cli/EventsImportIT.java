package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class EventsImportIT extends EventsVerbCase {

    @Nested
    class Import {

        @Test
        void countsNewEventsThenDuplicates() throws IOException {
            var first = importLines(LINES, "--json");
            assertThat(first.code()).isZero();
            assertThat(json(first.out()))
                    .containsEntry("imported", Value.of(3))
                    .containsEntry("duplicates", Value.of(0))
                    .containsEntry("rejected", Value.of(0))
                    .containsKey("seconds")
                    .hasSize(4);
            assertThat(json(importLines(LINES, "--json").out()))
                    .containsEntry("imported", Value.of(0))
                    .containsEntry("duplicates", Value.of(3));
        }

        @Test
        void makesTheDataDirectoryForItsOwnerAlone() throws IOException {
            assertThat(importLines(LINES).code()).isZero();
            assertThat(Files.getPosixFilePermissions(data))
                    .hasSize(3)
                    .allMatch(right -> right.name().startsWith("OWNER"));
        }

        @Test
        void reportsABadLineWithItsPlaceAndTakesTheOthers() throws IOException {
            var run = importLines(
                    List.of(LINES.get(0), "{\"specversion\":\"1.0\",\"id\":5}", "", LINES.get(1)), "--json");
            assertThat(run.code()).isZero();
            assertThat(json(run.out())).containsEntry("imported", Value.of(2)).containsEntry("rejected", Value.of(1));
            assertThat(run.err()).contains("in.jsonl:2:27", "id must be text", "D201", "^");
        }

        @Test
        void showsBadLinesShort() throws IOException {
            var longLine = event("e", "t", "2026-01-01T00:00:00Z", "\"data\":\"" + "x".repeat(5_000) + "\"") + "!";
            var run = importLines(
                    List.of("{\"id\":\"\u0007\",}", LINES.get(0).replace("2026-01-01T", "yesterday "), longLine));
            var file = directory.resolve("in.jsonl").toString();
            assertThat(run.err().replace(file, "in.jsonl")).isEqualTo("""
                            in.jsonl:1:8: D202 format_error: Illegal unquoted character ((CTRL-CHAR, code 7)): \
                            has to be escaped using backslash to be included in string value
                              {"id":"\\u0007",}
                                     ^
                            in.jsonl:2:80: D201 validation_failed: time must be a time of RFC 3339: \
                            it must look like 2011-01-09T09:46:08Z
                              …","id":"a","source":"urn:shop","type":"order.placed","time":"yesterday 00:00:00Z","correlationid":"c…
                                                                                           ^
                            in.jsonl:3:5102: D202 format_error: Unexpected character ('!' (code 33)): \
                            expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
                              …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}!
                                                                                           ^
                            """);
        }

        @Test
        void rejectsAKnownIdentityWithOtherContentButNotItsBatchMates() throws IOException {
            importLines(LINES);
            var other = LINES.get(1).replace("\"total\":7", "\"total\":8");
            var fresh = LINES.get(2).replace("\"id\":\"c\"", "\"id\":\"d\"");
            var run = importLines(List.of(LINES.get(0), other, fresh), "--json");
            assertThat(json(run.out()))
                    .containsEntry("imported", Value.of(1))
                    .containsEntry("duplicates", Value.of(1))
                    .containsEntry("rejected", Value.of(1));
            assertThat(run.err()).contains("in.jsonl:2", "D206");
        }

        @Test
        void rejectsAnEventThatIsTooLargeForTheStore() throws IOException {
            var large = event("x", "t", "2026-01-01T00:00:00Z", "\"data\":\"" + "x".repeat(1_100_000) + "\"");
            var run = importLines(List.of(large, LINES.get(0)), "--json");
            assertThat(json(run.out())).containsEntry("imported", Value.of(1)).containsEntry("rejected", Value.of(1));
            assertThat(run.err()).contains("D205").hasSizeLessThan(5_000);
        }

        @Test
        void showsTwentyBadLinesAndCountsTheRest() throws IOException {
            var run = importLines(Collections.nCopies(50, "nonsense"), "--json");
            assertThat(run.err().lines().filter(line -> line.contains("in.jsonl:")))
                    .hasSize(20);
            assertThat(run.err()).contains("30 more lines rejected");
        }

        @Test
        void failsWhereEveryLineIsRejected() throws IOException {
            var run = importLines(List.of("nonsense"), "--json");
            assertThat(run.code()).isEqualTo(1);
            assertThat(json(run.out())).containsEntry("rejected", Value.of(1));
        }

        @Test
        void failsForAMissingFileAndMakesNothing() {
            var run = Cli.run("events", "import", directory.resolve("none.jsonl"), "--data", data);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .contains("D204", "there is no file", "none.jsonl")
                    .doesNotContain(" at ");
            assertThat(data).doesNotExist();
        }

        @Test
        void refusesADataDirectoryWithoutAName() {
            var run = Cli.run("events", "import", Cli.SAMPLE, "--data", "");
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("--data", "empty");
        }

        @Test
        void tellsThatTheLastWriteWasNotFinished() throws IOException {
            importLines(LINES);
            var segment = data.resolve("journal/0000000000000000001.events");
            Files.write(segment, new byte[1_000], StandardOpenOption.APPEND);
            var run = verb("stats", "--json");
            assertThat(run.code()).isZero();
            assertThat(json(run.out())).containsEntry("tornBytes", Value.of(1_000));
            assertThat(run.err()).contains("not finished", "1,000 bytes", "torn-");
            assertThat(verb("stats").err()).isEmpty();
        }

        @Test
        void failsForADamagedInputAfterWhatCouldBeRead() throws IOException {
            var whole = Files.readAllBytes(Cli.SAMPLE);
            var cut = Files.write(directory.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
            var run = Cli.run("events", "import", cut, "--data", data, "--json");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .contains("D202", "cut.gz cannot be read beyond line")
                    .doesNotContain("    at ");
            assertThat(json(run.out()).get("imported")).isNotEqualTo(Value.of(0));
        }

        @Test
        void acknowledgesEachEvent() throws IOException {
            var run = importLines(LINES, "--ack");
            assertThat(run.lines())
                    .containsExactly(
                            "{\"position\":1,\"id\":\"a\"}",
                            "{\"position\":2,\"id\":\"b\"}",
                            "{\"position\":3,\"id\":\"c\"}");
            assertThat(run.err()).contains("imported 3");
        }

        @Test
        void repeatsWithFreshIdsThatStillBelongTogether() throws IOException {
            importLines(LINES);
            assertThat(json(importLines(LINES, "--repeat", 3, "--json").out())).containsEntry("imported", Value.of(9));
            assertThat(json(verb("stats", "--json").out())).containsEntry("events", Value.of(12));
            var fresh = json(verb("query", "--type", "order.placed", "--after", 3, "--limit", 1, "--json")
                    .out());
            var correlation = ((Value.TextValue) fresh.get("correlationid")).value();
            assertThat(json(verb("trace", correlation, "--json").out()))
                    .containsEntry("events", Value.of(3))
                    .containsEntry("orphans", Value.of(0));
        }

        @Test
        void appendsWithSeveralThreads() {
            var run = Cli.run("events", "import", Cli.SAMPLE, "--data", data, "--json", "--appenders", 4);
            assertThat(json(run.out())).containsEntry("imported", Value.of(10_000));
        }
    }
}
