package io.elixirscope.foundation.pubsub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The subscriptions by topic and by prefix. Thread-safe; the lists are immutable and replaced,
/// so publishing takes no lock here.
final class Receivers {
    private final int max;
    private final AtomicInteger places = new AtomicInteger();
    private final ConcurrentHashMap<String, List<Receiver<?>>> byTopic = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, List<Receiver<?>>> byStem = new ConcurrentHashMap<>();

    Receivers(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("maxSubscriptions must be >= 1, was " + max);
        }
        this.max = max;
    }

    /// Adds one; false if there are as many as may be.
    boolean add(Receiver<?> receiver) {
        if (places.incrementAndGet() > max) {
            places.decrementAndGet();
            return false;
        }
        table(receiver).compute(key(receiver), (_, before) -> {
            List<Receiver<?>> after = before == null ? new ArrayList<>(1) : new ArrayList<>(before);
            after.add(receiver);
            return List.copyOf(after);
        });
        return true;
    }

    /// Takes one out; no effect if it is out.
    void remove(Receiver<?> receiver) {
        table(receiver).computeIfPresent(key(receiver), (_, before) -> {
            List<Receiver<?>> after = new ArrayList<>(before);
            if (after.remove(receiver)) {
                places.decrementAndGet();
            }
            return after.isEmpty() ? null : List.copyOf(after);
        });
    }

    private ConcurrentHashMap<String, List<Receiver<?>>> table(Receiver<?> receiver) {
        return TopicLogic.isPrefix(receiver.topic()) ? byStem : byTopic;
    }

    private static String key(Receiver<?> receiver) {
        String topic = receiver.topic();
        return TopicLogic.isPrefix(topic) ? TopicLogic.stem(topic) : topic;
    }

    /// Whether somebody has subscribed to this very topic, so that it is one.
    boolean knows(String topic) {
        return byTopic.containsKey(topic);
    }

    boolean isEmpty() {
        return places.get() == 0;
    }

    /// Whether somebody has subscribed to a prefix.
    boolean hasPrefixes() {
        return !byStem.isEmpty();
    }

    /// Who has subscribed to this topic, oldest first, then who has to a prefix with one of these
    /// stems.
    List<Receiver<?>> of(String topic, List<String> stems) {
        List<Receiver<?>> exact = byTopic.getOrDefault(topic, List.of());
        if (!hasPrefixes()) {
            return exact;
        }
        List<Receiver<?>> all = exact;
        for (String stem : stems) {
            List<Receiver<?>> below = byStem.getOrDefault(stem, List.of());
            if (!below.isEmpty()) {
                all = joined(all, below);
            }
        }
        return all;
    }

    private static List<Receiver<?>> joined(List<Receiver<?>> some, List<Receiver<?>> more) {
        if (some.isEmpty()) {
            return more;
        }
        List<Receiver<?>> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    List<Receiver<?>> all() {
        List<Receiver<?>> all = new ArrayList<>();
        Stream.of(byTopic, byStem).forEach(table -> table.values().forEach(all::addAll));
        return all;
    }

    int max() {
        return max;
    }
}
