package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.ConfigProtocol.Answer;
import io.elixirscope.foundation.config.ConfigProtocol.Apply;
import io.elixirscope.foundation.error.Done;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.Init;
import io.elixirscope.foundation.server.Reply;
import io.elixirscope.foundation.time.Clock;

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
        long begun = clock.nanos();
        var edits = message.edits();
        if (expected(message, table) instanceof Result.Err<Done>(var error)) {
            return refuse(error, edits, table);
        }
        var before = table.snapshot().state();
        var changed = ConfigLogic.update(table.baseline(), before, edits, clock.wallTime())
                .flatMap(next -> next.equals(before)
                        ? Result.ok(before)
                        : table.commit(before, next).map(_ -> next));
        return switch (changed) {
            case Result.Ok<ConfigState>(var next) -> {
                var outcome = next.version().number() == before.version().number() ? "unchanged" : "ok";
                reports.updated(clock.nanos() - begun, next.version(), outcome);
                yield Reply.ok(new Answer.Applied(next.version()), table);
            }
            case Result.Err<ConfigState>(var error) ->
                error.type() == FoundationErrorType.CONFIG_CONFLICT
                        ? Reply.ok(new Answer.Outdated(), table)
                        : refuse(error, edits, table);
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

    private Reply<Answer, ConfigTable<C>> refuse(FoundationError error, ConfigEdits edits, ConfigTable<C> table) {
        reports.refused(error, edits.edits().keySet(), edits.who());
        return Reply.err(error, table);
    }
}
