package io.elixirscope.foundation.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which events there are, which handlers are attached, and who listens to what. Changes are guarded by one
/// lock, under which nothing else of ours is called; emitters read only the array in each event.
final class HandlerTable {
    static final int MAX_EVENTS = 10_000;
    static final int MAX_HANDLERS = 1_000;

    private final Object lock = new Object();
    private final Map<String, TelemetryEvent> events = new ConcurrentHashMap<>();
    private final Map<String, HandlerSlot> slots = new LinkedHashMap<>();

    @Nullable
    TelemetryEvent find(String name) {
        return events.get(name);
    }

    Set<String> names() {
        return new TreeSet<>(events.keySet());
    }

    /// The event of that name, made if there is none; null when the table is full.
    @Nullable
    TelemetryEvent findOrCreate(Dispatcher dispatcher, String name, EventShape shape) {
        synchronized (lock) {
            TelemetryEvent present = events.get(name);
            if (present != null) {
                return declared(present, shape);
            }
            if (events.size() >= MAX_EVENTS) {
                return null;
            }
            var made = new TelemetryEvent(dispatcher, name, shape, listenersOf(name));
            events.put(name, made);
            return made;
        }
    }

    private static TelemetryEvent declared(TelemetryEvent present, EventShape wanted) {
        EventShape shape = present.shape();
        if (!wanted.declared() || (shape.declared() && shape.sameAs(wanted.unit(), wanted.keys()))) {
            return present;
        }
        if (shape.declared()) {
            throw new IllegalArgumentException("event " + present.name() + " is declared as " + shape.unit() + " "
                    + shape.keys() + ", cannot be declared as " + wanted.unit() + " " + wanted.keys());
        }
        present.shape(wanted);
        return present;
    }

    void attach(HandlerSlot slot) {
        synchronized (lock) {
            if (slots.containsKey(slot.handlerId)) {
                throw new IllegalArgumentException("handler id must be unique, is attached: " + slot.handlerId);
            }
            if (slots.size() >= MAX_HANDLERS) {
                throw new IllegalStateException("attached handlers must be <= " + MAX_HANDLERS);
            }
            slots.put(slot.handlerId, slot);
            refresh(slot);
        }
    }

    /// Detaches whatever handler has that id.
    boolean detach(String handlerId) {
        synchronized (lock) {
            HandlerSlot slot = slots.get(handlerId);
            return slot != null && detach(slot);
        }
    }

    /// Detaches this very handler.
    boolean detach(HandlerSlot slot) {
        synchronized (lock) {
            if (!slot.detach()) {
                return false;
            }
            slots.remove(slot.handlerId);
            refresh(slot);
            return true;
        }
    }

    /// Counts a failure; a quarantine begun takes the handler out of all events.
    ///
    /// @return length of the quarantine begun by this call in nanoseconds, or 0
    long failed(HandlerSlot slot, String description, long nowNanos) {
        synchronized (lock) {
            long stay = slot.failed(description, nowNanos);
            if (stay > 0) {
                refresh(slot);
            }
            return stay;
        }
    }

    /// Puts back every handler whose quarantine is over.
    void retryDue(long nowNanos) {
        synchronized (lock) {
            for (HandlerSlot slot : slots.values()) {
                if (slot.retry(nowNanos)) {
                    refresh(slot);
                }
            }
        }
    }

    List<HandlerStatus> statuses(long nowNanos) {
        synchronized (lock) {
            return slots.values().stream().map(slot -> slot.status(nowNanos)).toList();
        }
    }

    /// Makes the arrays of the events that `changed` wants anew.
    private void refresh(HandlerSlot changed) {
        for (TelemetryEvent event : events.values()) {
            if (changed.wants(event.name())) {
                event.listeners(listenersOf(event.name()));
            }
        }
    }

    private HandlerSlot[] listenersOf(String name) {
        var listening = new ArrayList<HandlerSlot>();
        for (HandlerSlot slot : slots.values()) {
            if (slot.listening() && slot.wants(name)) {
                listening.add(slot);
            }
        }
        return listening.toArray(HandlerSlot.none());
    }
}
