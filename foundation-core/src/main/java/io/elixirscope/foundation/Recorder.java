package io.elixirscope.foundation;

import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.event.Event;
import io.elixirscope.foundation.event.EventStore;
import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.telemetry.Attachment;
import io.elixirscope.foundation.telemetry.Emission;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.PromptHandler;
import io.elixirscope.foundation.telemetry.Telemetry;
import io.elixirscope.foundation.telemetry.TelemetryEvent;
import io.elixirscope.foundation.time.Scheduler;
import io.elixirscope.foundation.time.ThreadKind;
import io.elixirscope.foundation.value.Value;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Keeps what went wrong and what was changed: turns errors, crashes and configuration changes into
/// events. One telemetry handler with a bounded queue and a thread of its own: it never stores in
/// the emitter's thread.
///
/// What finds the queue full, or is refused by the store, is counted in
/// `elixir_scope.recorder.dropped`, which it does not listen to; nor does it listen to the events
/// of the store, so that no failure feeds itself.
final class Recorder implements AutoCloseable {

    static final int MAX_QUEUED = 1_024;

    private static final String HANDLER_ID = "recorder";
    private static final Duration TIME_TO_DRAIN = Duration.ofSeconds(2);
    private static final long TELL_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final EventStore store;
    private final Origin origin;
    private final Scheduler scheduler;
    private final TelemetryEvent droppedEvent;
    private final Attachment attachment;
    private final Thread thread;

    private final Object lock = new Object();
    private final Queue<Event> queue = new ArrayDeque<>();
    private @Nullable Thread closer;
    private boolean closing;
    private boolean ended;
    private long recorded;
    private long dropped;
    private long droppedTold;
    private long toldAtNanos;

    /// What every recorded event says of its origin.
    record Origin(String source, String node) {}

    Recorder(EventStore store, Origin origin, Scheduler scheduler, Telemetry telemetry) {
        this.store = store;
        this.origin = origin;
        this.scheduler = scheduler;
        this.toldAtNanos = scheduler.clock().nanos() - TELL_EVERY_NANOS;
        this.droppedEvent = telemetry.event("elixir_scope.recorder.dropped", MeasurementUnit.COUNT);
        this.thread = scheduler.start(HANDLER_ID, ThreadKind.PLATFORM, this::run);
        PromptHandler offer = this::offer;
        this.attachment = telemetry.attach(HANDLER_ID, RecorderLogic.names(), offer);
    }

    /// In the emitter's thread: makes the event and leaves it for the recorder's own thread.
    private void offer(Emission emission) {
        if (full()) {
            drop(); // before an event is made: a flood costs its emitters little
            return;
        }
        switch (event(emission)) {
            case Result.Ok<Optional<Event>>(var made) -> made.ifPresent(this::enqueue);
            case Result.Err<Optional<Event>> _ -> drop();
        }
    }

    /// An application's own types may throw while they are turned into data: that loses one event, not the
    /// recorder.
    private Result<Optional<Event>> event(Emission emission) {
        try {
            var built = RecorderLogic.event(
                    emission, origin.source(), scheduler.clock().wallTime());
            return built.isEmpty()
                    ? Result.ok(Optional.empty())
                    : built.get().node(origin.node()).origin(HANDLER_ID).build().map(Optional::of);
        } catch (RuntimeException thrown) {
            return Result.err(FoundationErrorType.INTERNAL_ERROR, "An emission could not be turned into an event");
        }
    }

    private boolean full() {
        synchronized (lock) {
            return closing || queue.size() >= MAX_QUEUED;
        }
    }

    private void enqueue(Event event) {
        boolean taken;
        synchronized (lock) {
            taken = !full() && queue.add(event);
        }
        if (taken) {
            scheduler.wake(thread);
        } else {
            drop();
        }
    }

    private void drop() {
        synchronized (lock) {
            dropped++;
        }
        scheduler.wake(thread);
    }

    private void run() {
        while (true) {
            Event next;
            synchronized (lock) {
                next = queue.poll();
                if (next == null && closing) {
                    break;
                }
            }
            if (next == null) {
                tellDropped();
                scheduler.park(this, untoldDeadline());
            } else {
                store(next);
            }
        }
        tellDropped();
        Thread waiting;
        synchronized (lock) {
            ended = true;
            waiting = closer;
        }
        if (waiting != null) {
            scheduler.wake(waiting);
        }
    }

    private void store(Event event) {
        boolean kept;
        try {
            kept = store.append(event).succeeded();
        } catch (RuntimeException thrown) {
            kept = false;
        }
        if (!kept) {
            drop();
            return;
        }
        synchronized (lock) {
            recorded++;
        }
    }

    /// At most once a second.
    private void tellDropped() {
        long news;
        long now = scheduler.clock().nanos();
        synchronized (lock) {
            news = dropped - droppedTold;
            if (news == 0 || (!closing && now - toldAtNanos < TELL_EVERY_NANOS)) {
                return;
            }
            droppedTold = dropped;
            toldAtNanos = now;
        }
        droppedEvent.emit(news);
    }

    private long untoldDeadline() {
        synchronized (lock) {
            return dropped == droppedTold ? Scheduler.NO_DEADLINE : toldAtNanos + TELL_EVERY_NANOS;
        }
    }

    /// Degraded while the store refuses what is to be kept or the queue is full.
    ServiceHealth health() {
        synchronized (lock) {
            Map<String, Value> details =
                    Map.of("recorded", Value.of(recorded), "dropped", Value.of(dropped), "queued", Value.of((long)
                            queue.size()));
            return queue.size() < MAX_QUEUED
                    ? new ServiceHealth(HealthStatus.HEALTHY, List.of(), details)
                    : new ServiceHealth(
                            HealthStatus.DEGRADED,
                            List.of("the queue of " + MAX_QUEUED + " events is full, the store does not keep up"),
                            details);
        }
    }

    /// Detaches, stores what is queued and ends the thread. Blocks for at most 2 s; what is left
    /// then is dropped.
    @Override
    public void close() {
        attachment.close();
        synchronized (lock) {
            closing = true;
            closer = Thread.currentThread();
        }
        scheduler.wake(thread);
        long deadline = scheduler.deadlineAfter(TIME_TO_DRAIN);
        while (!hasEnded()
                && scheduler.clock().nanos() < deadline
                && !Thread.currentThread().isInterrupted()) {
            scheduler.park(this, deadline);
        }
    }

    private boolean hasEnded() {
        synchronized (lock) {
            return ended;
        }
    }
}
