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

    /// Who has subscribed to this topic, oldest first.
    List<Receiver<?>> of(String topic) {
        return byTopic.getOrDefault(topic, List.of());
    }

    /// Who has subscribed to a prefix of this topic, the shortest first.
    List<Receiver<?>> above(String topic) {
        if (byStem.isEmpty()) {
            return List.of();
        }
        List<Receiver<?>> all = new ArrayList<>(byStem.getOrDefault("", List.of()));
        for (int dot = topic.indexOf('.'); dot >= 0; dot = topic.indexOf('.', dot + 1)) {
            all.addAll(byStem.getOrDefault(topic.substring(0, dot + 1), List.of()));
        }
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
