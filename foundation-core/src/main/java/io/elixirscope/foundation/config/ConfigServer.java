package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.ConfigProtocol.Answer;
import io.elixirscope.foundation.config.ConfigProtocol.Apply;
import io.elixirscope.foundation.config.ConfigProtocol.RollBack;
import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The server that changes the configuration, one change set at a time. Its state is the table, which outlives
/// it. It has a platform thread, so that servers that use up the processors cannot hold up a change or the stop.
///
/// @param <C> the application's record
final class ConfigServer<C> {
    private final Clock clock;
    private final ConfigReports reports;
    private final StartReport start;

    private ConfigServer(Clock clock, ConfigReports reports, StartReport start) {
        this.clock = clock;
        this.reports = reports;
        this.start = start;
    }

    static <C> GenServer<ConfigProtocol, ConfigSnapshot<C>> definition(
            String name, ConfigTable<C> table, StartReport start, Clock clock, ConfigReports reports) {
        var server = new ConfigServer<C>(clock, reports, start);
        return GenServer.named(name, ConfigProtocol.class)
                .init(_ -> server.init(table))
                .onCall(Apply.class, server::apply)
                .onCall(RollBack.class, server::rollBack)
                .view(ConfigTable::snapshot)
                .ownThread()
                .build();
    }

    private Init<ConfigTable<C>> init(ConfigTable<C> table) {
        table.passBarrier();
        reports.started(start);
        return Init.ready(table);
    }

    private Reply<Answer, ConfigTable<C>> apply(Apply message, ConfigTable<C> table) {
        var edits = message.edits();
        var turn = turn(table, edits.edits().keySet(), edits.who());
        if (expected(message, table) instanceof Result.Err<Done>(var error)) {
            return refuse(turn, error);
        }
        var next = ConfigLogic.update(table.baseline(), turn.before(), edits, clock.wallTime());
        return carryOut(turn, next, _ -> Map.of());
    }

    private Reply<Answer, ConfigTable<C>> rollBack(RollBack message, ConfigTable<C> table) {
        return switch (table.remembered(history -> history.whole(message.version()))) {
            case Result.Err<ChangeRecord>(var error) -> refuse(turn(table, Set.of(), message.who()), error);
            case Result.Ok<ChangeRecord>(var then) -> {
                var turn = turn(table, then.runtime().keySet(), message.who());
                var next = ConfigLogic.rollBack(table.baseline(), turn.before(), then, message.who(), clock.wallTime());
                yield carryOut(turn, next, state -> table.differing(state, then));
            }
        };
    }

    /// One change under way.
    private record Turn<C>(ConfigTable<C> table, ConfigState before, long begun, Set<String> paths, String who) {}

    private Turn<C> turn(ConfigTable<C> table, Set<String> paths, String who) {
        return new Turn<>(table, table.snapshot().state(), clock.nanos(), paths, who);
    }

    private Reply<Answer, ConfigTable<C>> carryOut(
            Turn<C> turn, Result<ConfigState> asked, Function<ConfigState, Map<String, String>> differing) {
        var before = turn.before();
        var changed = asked.flatMap(next -> next.equals(before)
                ? Result.ok(before)
                : turn.table().commit(before, next).map(_ -> next));
        return switch (changed) {
            case Result.Ok<ConfigState>(var next) -> {
                var outcome = next.version().number() == before.version().number() ? "unchanged" : "ok";
                reports.updated(clock.nanos() - turn.begun(), next.version(), outcome);
                yield Reply.ok(new Answer.Applied(next.version(), differing.apply(next)), turn.table());
            }
            case Result.Err<ConfigState>(var error) ->
                error.type() == FoundationErrorType.CONFIG_CONFLICT
                        ? Reply.ok(new Answer.Outdated(), turn.table())
                        : refuse(turn, error);
        };
    }

    private Result<Done> expected(Apply message, ConfigTable<C> table) {
        if (message.expected().isEmpty()) {
            return Result.done();
        }
        long version = message.expected().getAsLong();
        var paths = message.edits().edits().keySet();
        return table.remembered(history -> history.changedSince(version))
                .flatMap(changed -> ConfigLogic.unchanged(version, paths, changed));
    }

    private Reply<Answer, ConfigTable<C>> refuse(Turn<C> turn, FoundationError error) {
        reports.refused(error, turn.paths(), turn.who());
        return Reply.err(error, turn.table());
    }
}
