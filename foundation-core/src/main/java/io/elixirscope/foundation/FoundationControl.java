package io.elixirscope.foundation;

import io.elixirscope.foundation.control.ControlSocket;
import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.server.ServerRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The control socket of a Foundation with a data directory. One that cannot be opened stops no start: the reason is
/// recorded, logged, and DEGRADED health until the Foundation is stopped.
final class FoundationControl {
    private static final String SERVICE = "control";

    private FoundationControl() {}

    static void open(Foundation foundation, FoundationBuilder settings, ServerRuntime runtime, Releases releases) {
        var directory = settings.dataDirectory;
        if (directory == null || !settings.controlSocket) {
            return;
        }
        var opened = ControlSocket.open(new ControlSocket.Settings(
                runtime.scheduler(),
                runtime.timers(),
                directory,
                bases(System.getenv("XDG_RUNTIME_DIR"), System.getProperty("java.io.tmpdir")),
                ControlVerbs.of(foundation, settings.node, runtime.scheduler()),
                runtime.errors()::record));
        switch (opened) {
            case Result.Ok<ControlSocket>(var socket) -> {
                releases.add("control socket", socket);
                runtime.health().register(SERVICE, socket::health);
            }
            case Result.Err<ControlSocket>(var error) -> {
                runtime.health().register(SERVICE, () -> ServiceHealth.degraded(error.message()));
                tell(error, settings.logger, runtime);
            }
        }
    }

    private static void tell(FoundationError error, System.Logger logger, ServerRuntime runtime) {
        runtime.errors().record(error);
        logger.log(System.Logger.Level.WARNING, error.report());
    }

    /// The directories to try, in order.
    private static List<Path> bases(@Nullable String... names) {
        List<Path> bases = new ArrayList<>();
        for (String name : names) {
            if (name != null && !name.isEmpty()) {
                bases.add(Path.of(name));
            }
        }
        return bases;
    }
}
