package io.elixirscope.foundation.config;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// Who is told of versions: subscribers, and threads that wait for one. Thread-safe.
///
/// @param <C> the application's record
final class ConfigAudience<C> {
    private final List<ConfigSubscriber<C>> subscribers = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    ConfigAudience() {}

    void add(ConfigSubscriber<C> subscriber) {
        subscribers.add(subscriber);
    }

    /// Calls `watcher` after each version, on the thread that made it, until it is taken away.
    void watch(Runnable watcher) {
        waiting.add(watcher);
    }

    void unwatch(Runnable watcher) {
        waiting.remove(watcher);
    }

    /// Queues a version that is in force. Called in the order of versions.
    void offer(ConfigSnapshot<C> next) {
        subscribers.removeIf(subscriber -> !subscriber.active());
        subscribers.forEach(subscriber -> subscriber.offer(next));
    }

    /// Has everybody see what is new; safe to repeat.
    void wake() {
        waiting.forEach(Runnable::run);
        subscribers.forEach(ConfigSubscriber::wake);
    }

    /// Ends all subscriptions without waiting for calls under way.
    void end() {
        subscribers.forEach(ConfigSubscriber::end);
        subscribers.clear();
        waiting.forEach(Runnable::run);
    }
}
