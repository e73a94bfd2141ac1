package io.elixirscope.foundation.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.Foundation;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.retry.Retry;
import io.elixirscope.foundation.server.Call;
import io.elixirscope.foundation.server.Cast;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.supervision.Supervisor;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// docs/telemetry.md against a Foundation that is at work.
class TelemetryTableSmokeTest {
    private static final Pattern NAME = Pattern.compile("`(elixir_scope\\.[a-z_.]+)`");
    private static final Pattern IN_SOURCES = Pattern.compile("\"(elixir_scope\\.[a-z_.]+[a-z])\"");
    private static final String OURS = "elixir_scope.";

    private final Map<String, Row> table = Document.of("docs/telemetry.md").rows(NAME).stream()
            .map(Row::of)
            .collect(Collectors.toMap(Row::name, row -> row, TelemetryTableSmokeTest::twice, TreeMap::new));

    /// A row of the table.
    private record Row(String name, MeasurementUnit unit, List<String> keys, String when) {
        static Row of(List<String> cells) {
            var keys = cells.get(2).equals("-")
                    ? Stream.<String>empty()
                    : Stream.of(cells.get(2).split(", "));
            return new Row(
                    plain(cells.getFirst()),
                    MeasurementUnit.valueOf(cells.get(1)),
                    keys.map(Row::plain).toList(),
                    cells.get(3));
        }

        private static String plain(String cell) {
            return cell.substring(1, cell.length() - 1);
        }
    }

    private static Row twice(Row one, Row other) {
        throw new IllegalStateException(one.name() + " has two rows: " + one.when() + " / " + other.when());
    }

    sealed interface Desk {
        record Ask(int number) implements Desk, Call<Desk, Integer> {}

        record Note() implements Desk, Cast<Desk> {}
    }

    private static final GenServer<Desk, Integer> DESK = GenServer.named("desk", Desk.class)
            .init(_ -> Init.ready(100))
            .onCall(Desk.Ask.class, (ask, hundred) -> Reply.ok(hundred / ask.number(), hundred))
            .onCast(Desk.Note.class, (_, hundred) -> Next.state(hundred))
            .build();

    @Test
    void hasARowForEachDeclaredEvent(@TempDir Path directory) {
        try (var foundation = atWork(directory)) {
            assertThat(ours(foundation.telemetry())).isEqualTo(table.keySet());
        }
    }

    @Test
    void givesUnitsAndAttributesAsDeclared(@TempDir Path directory) {
        try (var foundation = atWork(directory)) {
            assertThat(table.values()).allSatisfy(row -> {
                // to declare an event otherwise than it is declared already is refused
                var event = foundation
                        .telemetry()
                        .event(row.name(), row.unit(), row.keys().toArray(String[]::new));
                assertThat(event.unit()).isEqualTo(row.unit());
                assertThat(event.attributeKeys()).isEqualTo(row.keys());
                assertThat(row.when()).isNotEmpty();
            });
        }
    }

    @Test
    void hasARowForEachNameInTheSources() {
        var named = Sources.find(IN_SOURCES).stream()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(10).isSubsetOf(table.keySet());
    }

    @Test
    void namesAttributesThatAreGiven(@TempDir Path directory) {
        var seen = new ConcurrentSkipListSet<String>();
        var undeclared = new ConcurrentSkipListSet<String>();
        try (var foundation = Foundation.builder()
                .dataDirectory(directory)
                .supervise(Supervisor.named("office").child(DESK).build())
                .start()
                .orElseThrow()) {
            foundation.telemetry().attach("reader", "*", emission -> {
                seen.add(emission.event().name());
                emission.attributes().keySet().stream()
                        .filter(key -> !emission.event().attributeKeys().contains(key))
                        .forEach(key -> undeclared.add(emission.event().name() + " " + key));
            });
            work(foundation);
        }

        assertThat(undeclared).isEmpty();
        assertThat(seen)
                .contains(
                        "elixir_scope.server.call",
                        "elixir_scope.server.cast",
                        "elixir_scope.server.crashed",
                        "elixir_scope.error.occurred",
                        "elixir_scope.config.update",
                        "elixir_scope.config.refused",
                        "elixir_scope.event.stored",
                        "elixir_scope.event.queried",
                        "elixir_scope.event.refused");
    }

    private static Set<String> ours(Telemetry telemetry) {
        var names = new TreeSet<>(telemetry.eventNames());
        names.removeIf(name -> !name.startsWith(OURS));
        return names;
    }

    private static Foundation atWork(Path directory) {
        var foundation = Foundation.builder()
                .dataDirectory(directory)
                .supervise(Supervisor.named("office").child(DESK).build())
                .start()
                .orElseThrow();
        work(foundation);
        return foundation;
    }

    /// Each of: something repeatable, a call, a cast, a crash, an update, a refused one, an append, a refused one.
    private static void work(Foundation foundation) {
        var retry = new Retry(Scheduler.system(), foundation.telemetry(), foundation.errors());
        assertThat(retry.run("desk", Result::done).succeeded()).isTrue();
        var desk = foundation.ref(DESK);
        assertThat(desk.call(new Desk.Ask(4)).orElseThrow()).isEqualTo(25);
        assertThat(desk.cast(new Desk.Note()).succeeded()).isTrue();
        assertThat(desk.call(new Desk.Ask(0)).succeeded()).isFalse();
        assertThat(desk.call(new Desk.Ask(5)).orElseThrow()).isEqualTo(20);
        assertThat(foundation
                        .config()
                        .update(change -> change.set("dev.debug-mode", true).because("a closer look"))
                        .succeeded())
                .isTrue();
        assertThat(foundation.config().update(change -> change.set("no.such.path", 1)))
                .isInstanceOf(Result.Err.class);
        assertThat(foundation.events().record("desk.opened", Value.of(1L)).succeeded())
                .isTrue();
        assertThat(foundation.events().record("", Value.ofNull()).succeeded()).isFalse();
        assertThat(foundation.events().trace("nothing").succeeded()).isTrue();
    }
}
