package io.elixirscope.foundation.config;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Clock;
import java.util.Set;

/// Reads the sources again, for the configuration server: on its thread, so that reloads and changes have one order.
///
/// @param <C> the application's record
final class Reloader<C> {
    private final Clock clock;
    private final ConfigReports reports;

    Reloader(Clock clock, ConfigReports reports) {
        this.clock = clock;
        this.reports = reports;
    }

    /// Reads everything and brings it into force whole, or leaves what is in force. Blocks for the I/O.
    Result<ConfigVersion.Reload> reload(ConfigTable<C> table, String who, String cause) {
        long begun = clock.nanos();
        var before = table.snapshot().state();
        var content = table.watch().sources().read();
        var next = ConfigLogic.reload(before, content.layers(), who, cause, clock.wallTime());
        if (next instanceof Result.Err<ConfigState>(var refusal)) {
            table.watch().judged(content, refusal);
        }
        return next.flatMap(state -> committed(table, before, state, content))
                .peekError(error -> reports.reloadRefused(clock.nanos() - begun, before.version(), error, who))
                .map(state -> told(before, state, begun));
    }

    /// A content that could not be written is looked at again.
    private Result<ConfigState> committed(
            ConfigTable<C> table, ConfigState before, ConfigState next, ConfigSources.Content content) {
        var written = next.equals(before)
                ? Result.ok(before)
                : table.commit(before, next).map(_ -> next);
        if (written.succeeded()) {
            table.watch().judged(content, null);
        }
        return written;
    }

    private ConfigVersion.Reload told(ConfigState before, ConfigState after, long begun) {
        Set<String> shadowed = ConfigLogic.shadowed(before, after);
        var reload = new ConfigVersion.Reload(after.version(), after.base().pending(), shadowed);
        reports.reloaded(clock.nanos() - begun, before.version(), reload);
        return reload;
    }
}
