package io.elixirscope.foundation;

import io.elixirscope.foundation.config.Config;
import io.elixirscope.foundation.config.ConfigVersion;
import io.elixirscope.foundation.control.ControlRequest;
import io.elixirscope.foundation.control.ControlSink;
import io.elixirscope.foundation.control.ControlSocket;
import io.elixirscope.foundation.control.ControlVerb;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Semaphore;

/// The control verb `config.watch`: one item for each version after that of the argument `since` (the version in force
/// unless given), in order, with its `changes`, until the other side closes.
///
/// Each watcher waits on its connection's own thread. One that does not read is cut off after 10 s; one that reads
/// holds
/// a connection, so there are at most [#MOST], and half of the connections stay free for other questions.
final class ConfigWatch implements ControlVerb {
    /// Watchers at a time; a further one is refused with `S201`.
    static final int MOST = ControlSocket.MAX_CONNECTIONS / 2;

    private static final int DONE = 0;

    private final Config<?> config;
    private final Scheduler scheduler;
    private final Semaphore places = new Semaphore(MOST);

    ConfigWatch(Config<?> config, Scheduler scheduler) {
        this.config = config;
        this.scheduler = scheduler;
    }

    @Override
    public Result<Integer> handle(ControlRequest request, ControlSink sink) {
        if (!places.tryAcquire()) {
            return Result.err(
                    FoundationErrorType.RESOURCE_EXHAUSTED,
                    "this node's configuration has " + MOST + " watchers already");
        }
        try {
            return request.positive("since", config.version()).flatMap(since -> watch(since, sink));
        } finally {
            places.release();
        }
    }

    private Result<Integer> watch(long since, ControlSink sink) {
        var me = Thread.currentThread();
        return config.subscribe("", 1, _ -> scheduler.wake(me)).map(subscription -> {
            try (subscription) {
                follow(since, sink);
            }
            return DONE;
        });
    }

    /// Looks for versions itself whenever it wakes: should no virtual thread be free to wake it, the next sign of life
    /// is the latest.
    private void follow(long since, ControlSink sink) {
        long told = since;
        while (!sink.cancelled()) {
            told = tell(told, sink);
            long deadline = scheduler.deadlineAfter(ControlSocket.ALIVE);
            while (!sink.cancelled()
                    && config.version() <= told
                    && scheduler.clock().nanos() < deadline) {
                scheduler.park(this, deadline);
            }
            if (config.version() <= told) {
                sink.alive();
            }
        }
    }

    /// @return the newest version told
    private long tell(long told, ControlSink sink) {
        long last = told;
        for (var version : config.history()) {
            if (version.number() > told) {
                sink.item(item(last, version));
                last = version.number();
            }
        }
        return last;
    }

    private Value item(long before, ConfigVersion version) {
        List<Value> changes = config.diff(before, version.number())
                .map(all -> all.stream().map(ConfigWatch::change).toList())
                .orElse(List.of());
        var fields = new LinkedHashMap<>(((Value.MapValue) version.toValue()).fields());
        fields.put("changes", Value.list(changes));
        return Value.map(fields);
    }

    private static Value change(ConfigVersion.Difference difference) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("path", Value.of(difference.path()));
        fields.put("before", difference.before());
        fields.put("after", difference.after());
        return Value.map(fields);
    }
}
