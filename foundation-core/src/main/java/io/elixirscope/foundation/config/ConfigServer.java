package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.ConfigProtocol.Answer;
import io.elixirscope.foundation.config.ConfigProtocol.Apply;
import io.elixirscope.foundation.config.ConfigProtocol.Compact;
import io.elixirscope.foundation.config.ConfigProtocol.Look;
import io.elixirscope.foundation.config.ConfigProtocol.Reload;
import io.elixirscope.foundation.config.ConfigProtocol.RollBack;
import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Next;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.server.ServerContext;
import io.elixirscope.foundation.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The server that changes the configuration, one change set at a time, and reads its sources again when they
/// change. Its state is the table, which outlives it. It has a platform thread, so that servers that use up the
/// processors cannot hold up a change or the stop.
///
/// @param <C> the application's record
final class ConfigServer<C> {
    private final Clock clock;
    private final ConfigReports reports;
    private final Reloader<C> reloader;
    private final StartReport start;
    private final Duration between;

    /// @param start what the start found
    /// @param between time between two looks at the sources; zero: none
    private ConfigServer(Clock clock, ConfigReports reports, StartReport start, Duration between) {
        this.clock = clock;
        this.reports = reports;
        this.reloader = new Reloader<>(clock, reports);
        this.start = start;
        this.between = between;
    }

    static <C> GenServer<ConfigProtocol, ConfigSnapshot<C>> definition(
            String name,
            ConfigTable<C> table,
            StartReport start,
            Duration between,
            Clock clock,
            ConfigReports reports) {
        var server = new ConfigServer<C>(clock, reports, start, between);
        return GenServer.named(name, ConfigProtocol.class)
                .init(context -> server.init(context, table))
                .onCall(Apply.class, server::apply)
                .onCall(RollBack.class, server::rollBack)
                .onCast(Compact.class, server::compact)
                .onCall(Reload.class, server::reload)
                .onCast(Look.class, server::look)
                .view(ConfigTable::snapshot)
                .ownThread()
                .build();
    }

    private Init<ConfigTable<C>> init(ServerContext<ConfigProtocol> context, ConfigTable<C> table) {
        table.passBarrier();
        reports.started(start);
        if (between.isPositive() && table.watch().watches()) {
            context.sendEvery(new Look(), between);
        }
        var ready = Init.ready(table);
        return table.compactable() ? ready.thenContinue(new Compact()) : ready;
    }

    private Reply<Answer, ConfigTable<C>> apply(Apply message, ConfigTable<C> table) {
        var edits = message.edits();
        var turn = turn(table, edits.edits().keySet(), edits.who());
        if (expected(message, table) instanceof Result.Err<Done>(var error)) {
            return refuse(turn, error);
        }
        var next = ConfigLogic.update(turn.before(), edits, clock.wallTime());
        return carryOut(turn, next, _ -> Map.of());
    }

    private Reply<Answer, ConfigTable<C>> rollBack(RollBack message, ConfigTable<C> table) {
        return switch (table.remembered(history -> history.whole(message.version()))) {
            case Result.Err<ChangeRecord>(var error) -> refuse(turn(table, Set.of(), message.who()), error);
            case Result.Ok<ChangeRecord>(var then) -> {
                var turn = turn(table, then.runtime().keySet(), message.who());
                var next = ConfigLogic.rollBack(turn.before(), then, message.who(), clock.wallTime());
                yield carryOut(turn, next, state -> table.differing(state, then));
            }
        };
    }

    private Reply<ConfigVersion.Reload, ConfigTable<C>> reload(Reload message, ConfigTable<C> table) {
        return Reply.of(reloader.reload(table, message.who(), "reload"), table);
    }

    private Next<ConfigTable<C>> look(Look message, ConfigTable<C> table) {
        var changed = table.watch().look();
        if (!changed.isEmpty()) {
            var _ = reloader.reload(table, Config.who(), "reload of " + String.join(", ", changed));
        }
        return Next.state(table);
    }

    /// One change under way.
    private record Turn<C>(ConfigTable<C> table, ConfigState before, long begun, Set<String> paths, String who) {}

    private Turn<C> turn(ConfigTable<C> table, Set<String> paths, String who) {
        return new Turn<>(table, table.snapshot().state(), clock.nanos(), paths, who);
    }

    private Reply<Answer, ConfigTable<C>> carryOut(
            Turn<C> turn, Result<ConfigState> asked, Function<ConfigState, Map<String, String>> differing) {
        var before = turn.before();
        var changed = asked.flatMap(
                next -> next.equals(before) ? Result.ok(before) : turn.table().keepAndCommit(before, next));
        return switch (changed) {
            case Result.Ok<ConfigState>(var next) -> {
                var outcome = next.version().number() == before.version().number() ? "unchanged" : "ok";
                reports.updated(clock.nanos() - turn.begun(), next.version(), outcome);
                Reply<Answer, ConfigTable<C>> applied =
                        Reply.ok(new Answer.Applied(next.version(), differing.apply(next)), turn.table());
                yield turn.table().compactable() ? applied.thenContinue(new Compact()) : applied;
            }
            case Result.Err<ConfigState>(var error) ->
                error.type() == FoundationErrorType.CONFIG_CONFLICT
                        ? Reply.ok(new Answer.Outdated(), turn.table())
                        : refuse(turn, error);
        };
    }

    private Next<ConfigTable<C>> compact(Compact message, ConfigTable<C> table) {
        reports.compacted(table.compact());
        return Next.state(table);
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
