package io.elixirscope.foundation;

import io.elixirscope.foundation.telemetry.Attachment;
import io.elixirscope.foundation.telemetry.Emission;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import io.elixirscope.foundation.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an operator finds in the log where nothing else listens: one record for each crash, escalation,
/// abandoned server, refused configuration and failed write, with the report of the error.
///
/// At most one record a second of each origin; the newest of those held back follows after that second, with the
/// number of the others. Writes in the emitter's thread, the later ones in a virtual thread of their own. Thread-safe.
final class SystemLog implements AutoCloseable {

    static final String LOGGER = "io.elixirscope.foundation";

    /// Origins that are told apart; all others share one place.
    static final int MAX_ORIGINS = 256;

    private static final String HANDLER_ID = "system-log";
    private static final String OTHERS = "others";
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final System.Logger logger;
    private final Scheduler scheduler;
    private final Timers timers;
    private final Attachment attachment;
    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private boolean armed;
    private boolean closed;

    /// When an origin last spoke, and what it has to say since.
    private static final class Origin {
        private long spokeAtNanos;
        private SystemLogLogic.@Nullable Entry waiting;
        private long held;
    }

    SystemLog(System.Logger logger, Scheduler scheduler, Timers timers, Telemetry telemetry) {
        this.logger = logger;
        this.scheduler = scheduler;
        this.timers = timers;
        this.attachment = telemetry.attach(HANDLER_ID, SystemLogLogic.names(), this::handle);
    }

    private void handle(Emission emission) {
        SystemLogLogic.entry(emission).filter(this::admit).ifPresent(entry -> logger.log(entry.level(), entry.text()));
    }

    /// Whether to write it now; otherwise it waits. Clock and timers are used outside of the lock: in a seeded run
    /// another thread may go on there.
    private boolean admit(SystemLogLogic.Entry entry) {
        boolean speaks = speaksNow(entry, scheduler.clock().nanos());
        if (!speaks) {
            arm();
        }
        return speaks;
    }

    private synchronized boolean speaksNow(SystemLogLogic.Entry entry, long now) {
        var place = origins.size() < MAX_ORIGINS || origins.containsKey(entry.origin()) ? entry.origin() : OTHERS;
        var origin = origins.get(place);
        if (origin == null) {
            origin = new Origin();
            origin.spokeAtNanos = now;
            origins.put(place, origin);
            return true;
        }
        if (origin.waiting == null && isOver(origin, now)) {
            origin.spokeAtNanos = now;
            return true;
        }
        origin.waiting = entry;
        origin.held++;
        return false;
    }

    private void arm() {
        synchronized (this) {
            if (armed || closed) {
                return;
            }
            armed = true;
        }
        timers.after(INTERVAL, () -> scheduler.start(HANDLER_ID, ThreadKind.VIRTUAL, this::writeDue));
    }

    private void writeDue() {
        List<SystemLogLogic.Entry> due;
        boolean more;
        long now = scheduler.clock().nanos();
        synchronized (this) {
            armed = false;
            due = takeWaiting(now);
            more = origins.values().stream().anyMatch(origin -> origin.waiting != null);
        }
        due.forEach(entry -> logger.log(entry.level(), entry.text()));
        if (more) {
            arm();
        }
    }

    private List<SystemLogLogic.Entry> takeWaiting(long now) {
        List<SystemLogLogic.Entry> due = new ArrayList<>();
        for (var origin : origins.values()) {
            var entry = origin.waiting;
            if (entry != null && (closed || isOver(origin, now))) {
                due.add(counted(entry, origin.held - 1));
                origin.spokeAtNanos = now;
                origin.waiting = null;
                origin.held = 0;
            }
        }
        return due;
    }

    private static boolean isOver(Origin origin, long now) {
        return now - origin.spokeAtNanos >= INTERVAL.toNanos();
    }

    private static SystemLogLogic.Entry counted(SystemLogLogic.Entry entry, long others) {
        return others == 0
                ? entry
                : new SystemLogLogic.Entry(
                        entry.level(),
                        entry.origin(),
                        entry.text() + "\n(" + others + " more of " + entry.origin() + " in the last second)");
    }

    /// Detaches, and writes what waits.
    @Override
    public void close() {
        attachment.close();
        synchronized (this) {
            closed = true;
        }
        writeDue();
    }
}
