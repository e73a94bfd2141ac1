package io.elixirscope.foundation.cli;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.EventQuery;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.formats.CloudEventsJson;
import io.elixirscope.foundation.value.JsonText;
import io.elixirscope.foundation.value.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `foundation events query`: the events that match every condition, as a table or as JSON lines.
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the events that match every condition given: a table, or CloudEvents JSON lines with --json.",
            "Without --limit it prints all of them."
        })
final class EventsQuery extends Verb {

    @Mixin
    private DataDirectory data = new DataDirectory();

    @Option(names = "--type", paramLabel = "TYPE", description = "Of this type; several: of any of them.")
    private List<String> types = List.of();

    @Option(names = "--correlation", paramLabel = "ID", description = "With this correlation id.")
    private @Nullable String correlation;

    @Option(names = "--cause", paramLabel = "ID", description = "Caused by the event with this id.")
    private @Nullable String cause;

    @Option(names = "--source", paramLabel = "URI", description = "From this source.")
    private @Nullable String source;

    @Option(names = "--subject", paramLabel = "TEXT", description = "About this subject.")
    private @Nullable String subject;

    @Option(names = "--node", paramLabel = "NAME", description = "From this node.")
    private @Nullable String node;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Arguments.Time.class,
            description = "Happened at TIME or later: 2011-01-09 or 2011-01-09T08:46:08Z.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Arguments.Time.class,
            description = "Happened before TIME.")
    private @Nullable Instant to;

    @Option(
            names = "--where",
            paramLabel = "PATH=VALUE",
            converter = Arguments.Where.class,
            description = {
                "Data at PATH compared with VALUE: = != < <= > >=, such as 'added>=100' or 'file.path=README'.",
                "VALUE is JSON (3, true, \"3\"), anything else is text. Several: all must hold."
            })
    private List<EventQuery.Condition> where = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Arguments.Positive.class,
            description = "At most N events.")
    private @Nullable Long limit;

    @Option(
            names = "--after",
            paramLabel = "POSITION",
            converter = Arguments.NotNegative.class,
            description = "Only positions after this one (before it with --order desc).")
    private @Nullable Long after;

    @Option(
            names = "--order",
            paramLabel = "asc|desc",
            converter = Arguments.Order.class,
            description = "By position; default: asc.")
    private EventQuery.Order order = EventQuery.Order.ASC;

    @Option(names = "--count", description = "Print only how many there are.")
    private boolean count;

    @Option(names = "--explain", description = "Print only which index the query goes by.")
    private boolean explain;

    @Override
    Result<Integer> run(Output output) {
        if (count && explain) {
            throw usage("--count and --explain exclude each other");
        }
        return data.read(
                store -> count ? count(store, output) : explain ? explain(store, output) : print(store, output));
    }

    private Result<Integer> count(EventStore store, Output output) {
        return store.count(query()).map(found -> {
            output.line(json() ? "{\"count\":" + found + "}" : Numbers.grouped(found));
            return DONE;
        });
    }

    private Result<Integer> explain(EventStore store, Output output) {
        return store.explain(query()).map(plan -> {
            output.line(json() ? JsonText.write(value(plan)) : said(plan));
            return DONE;
        });
    }

    private static Value value(EventQuery.Plan plan) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("index", plan.index().map(Value::of).orElse(Value.ofNull()));
        fields.put(
                "candidates",
                plan.candidates().isPresent() ? Value.of(plan.candidates().getAsLong()) : Value.ofNull());
        fields.put("events", Value.of(plan.events()));
        return Value.map(fields);
    }

    private static String said(EventQuery.Plan plan) {
        var by = plan.index().map(index -> "goes by the index of " + index).orElse("looks at every event");
        return by
                + (plan.candidates().isPresent()
                        ? ": " + Numbers.grouped(plan.candidates().getAsLong()) + " of "
                                + Numbers.counted(plan.events(), "event")
                        : ", the newest first, as far as it is read");
    }

    private Result<Integer> print(EventStore store, Output output) {
        return store.query(query()).map(events -> {
            try (events) {
                if (json()) {
                    events.forEachRemaining(event -> output.line(CloudEventsJson.write(event)));
                } else {
                    var table = new EventTable(output);
                    events.forEachRemaining(table::add);
                    table.end();
                }
            }
            return DONE;
        });
    }

    private EventQuery query() {
        var query = EventQuery.builder().order(order);
        types.forEach(query::type);
        where.forEach(condition -> query.where(condition.path(), condition.operator(), condition.value()));
        given(correlation, query::correlationId);
        given(cause, query::causeId);
        given(source, query::source);
        given(subject, query::subject);
        given(node, query::node);
        given(from, query::from);
        given(to, query::to);
        given(limit, query::limit);
        given(after, query::afterPosition);
        return query.build();
    }

    private static <T> void given(@Nullable T option, Consumer<T> condition) {
        if (option != null) {
            condition.accept(option);
        }
    }
}
