package io.elixirscope.foundation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventsReadIT extends EventsVerbCase {

    @Nested
    class Query {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "a b c | ",
                    "b     | --type order.paid",
                    "a c   | --type order.sent --type order.placed",
                    "a b c | --correlation c1",
                    "b     | --cause a",
                    "b c   | --from 2026-01-01T00:00:01Z",
                    "a b   | --to 2026-01-02",
                    "b     | --where by=card",
                    "b c   | --where total>5",
                    "a c   | --where total!=7",
                    "a b   | --where total<=7",
                    "b     | --where total>=6 --where total<9",
                    "c b a | --order desc",
                    "c     | --order DESC --limit 1",
                    "c     | --after 2",
                    "''    | --type other"
                })
        void findsWhatMatches(String ids, String options) throws IOException {
            importLines(LINES);
            var words = new ArrayList<Object>(List.of("query", "--json"));
            if (options != null) {
                words.addAll(List.of(options.split(" ")));
            }
            var run = verb(words.toArray());
            var found = run.lines().stream()
                    .map(line -> ((Value.TextValue) json(line).get("id")).value());
            assertThat(run.code()).isZero();
            assertThat(String.join(" ", found.toList())).isEqualTo(ids.strip());
        }

        @Test
        void takesBlanksAroundAConditionsSign() throws IOException {
            importLines(LINES);
            assertThat(verb("query", "--json", "--where", "total >= 9").lines()).hasSize(1);
        }

        @Test
        void keepsColumnsStraightUnderWideLetters() throws IOException {
            importLines(List.of(
                    event("w", "t", "2026-01-01T00:00:00Z", "\"subject\":\"日本語🎉é\""),
                    event("x", "t", "2026-01-01T00:00:00Z", "\"subject\":\"" + "🎉".repeat(60) + "\"")));
            assertThat(verb("query").lines())
                    .containsExactly(
                            "POSITION  TIME                  TYPE  SUBJECT                                          ID",
                            "       1  2026-01-01T00:00:00Z  t     日本語🎉é" + " ".repeat(47 - 9) + "  w",
                            "       2  2026-01-01T00:00:00Z  t     " + "🎉".repeat(23) + "…  x");
        }

        @Test
        void printsATableForPeople() throws IOException {
            importLines(LINES);
            var run = verb("query");
            assertThat(run.lines())
                    .containsExactly(
                            "POSITION  TIME                  TYPE          SUBJECT  ID",
                            "       1  2026-01-01T00:00:00Z  order.placed  -        a",
                            "       2  2026-01-01T00:00:01Z  order.paid    order-7  b",
                            "       3  2026-01-02T00:00:00Z  order.sent    -        c");
            assertThat(run.err()).contains("3 events");
        }

        @ParameterizedTest
        @CsvSource({
            "--nonsense, nonsense",
            "--limit x, whole number",
            "--limit 0, >= 1",
            "--after -1, >= 0",
            "--from yesterday, 2011-01-09",
            "--order up, desc",
            "--order up, asc",
            "--where total, PATH=VALUE",
            "--where =5, PATH=VALUE",
            "--where .total=5, not a path",
            "--where total.=5, not a path",
            "--where a..total=5, not a path",
            "--where total=>5, >=",
            "--where total=<5, <="
        })
        void refusesWrongUsageAndShowsTheRightOne(String options, String said) throws IOException {
            importLines(LINES);
            var words = new ArrayList<Object>(List.of("query"));
            words.addAll(List.of(options.split(" ")));
            var run = verb(words.toArray());
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .containsIgnoringCase(said)
                    .contains("Usage: foundation events query", "More: foundation events query --help")
                    .doesNotContain("Happened before");
        }
    }

    @Nested
    class Get {

        @Test
        void showsOneEventForPeople() throws IOException {
            importLines(LINES);
            var run = verb("get", "b");
            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("order.paid", "order-7", "cause", "by", "card");
        }

        @Test
        void printsOneObjectAsJson() throws IOException {
            importLines(LINES);
            assertThat(json(verb("get", "c", "--json", "--source", "urn:shop").out()))
                    .containsEntry("id", Value.of("c"))
                    .containsEntry("priority", Value.of(3))
                    .containsEntry("position", Value.of(3))
                    .containsKey("recordedat");
        }

        @Test
        void failsForAnUnknownId() throws IOException {
            importLines(LINES);
            var run = verb("get", "zzz");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("D401", "zzz");
        }

        @Test
        void makesControlCharactersVisible() throws IOException {
            importLines(List.of(event("e", "t", "2026-01-01T00:00:00Z", "\"subject\":\"\\u001b[31mred\"")));
            assertThat(verb("get", "e").out()).contains("\\u001b[31mred").doesNotContain("\u001b");
            assertThat(verb("query").out()).doesNotContain("\u001b");
        }
    }

    @Nested
    class Trace {

        @Test
        void drawsTheTreeWithDurations() throws IOException {
            importLines(LINES);
            assertThat(verb("trace", "c1").lines())
                    .containsExactly(
                            "correlation c1: 3 events",
                            "order.placed  a  2026-01-01T00:00:00Z",
                            "└─ order.paid  order-7  b  +1.50 s",
                            "   └─ order.sent  c  +23 h 59 min");
        }

        @Test
        void printsOneObjectAsJson() throws IOException {
            importLines(LINES);
            var trace = json(verb("trace", "c1", "--json").out());
            assertThat(trace).containsEntry("correlationid", Value.of("c1")).containsEntry("cycles", Value.of(0));
            var nodes = ((Value.ListValue) trace.get("nodes")).items();
            assertThat(nodes).hasSize(3);
            assertThat(((Value.MapValue) nodes.get(1)).fields())
                    .containsEntry("depth", Value.of(1))
                    .containsEntry("sinceCauseNanos", Value.of(1_500_000_000L));
        }

        @Test
        void failsForAnUnknownCorrelation() throws IOException {
            importLines(LINES);
            var run = verb("trace", "zzz");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("D401", "zzz");
        }

        @Test
        void drawsAVeryDeepChain() throws IOException {
            var chain = new ArrayList<String>();
            for (var i = 0; i < 5_000; i++) {
                var cause = i == 0 ? "" : ",\"causationid\":\"e" + (i - 1) + "\"";
                chain.add(event("e" + i, "t", "2026-01-01T00:00:00Z", "\"correlationid\":\"deep\"" + cause));
            }
            importLines(chain);
            assertThat(verb("trace", "deep").lines())
                    .hasSize(5_001)
                    .last()
                    .asString()
                    .contains("[4999] t  e4999");
        }
    }

    @Nested
    class Stats {

        @Test
        void failsWhereNoJournalIs() throws IOException {
            assertThat(verb("stats").err()).contains("D401", "there is no data directory");
            Files.createDirectories(data);
            assertThat(verb("stats").err()).contains("D401", "there is no journal in");
            Files.createFile(data.resolve("journal"));
            assertThat(verb("stats").err()).contains("D401", "is no directory");
        }

        @Test
        void countsForPeopleAndAsJson() throws IOException {
            importLines(LINES);
            assertThat(verb("stats").out()).contains("events", "durability");
            assertThat(json(verb("stats", "--json").out()))
                    .containsEntry("events", Value.of(3))
                    .containsEntry("firstPosition", Value.of(1))
                    .containsEntry("lastPosition", Value.of(3));
        }
    }
}
