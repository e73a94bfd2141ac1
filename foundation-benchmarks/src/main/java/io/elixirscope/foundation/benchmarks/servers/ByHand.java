package io.elixirscope.foundation.benchmarks.servers;

import io.elixirscope.foundation.benchmarks.loop.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/// The limits: the same work by hand, without a server around it.
final class ByHand {
    private static final int THREADS = 1_000;

    private ByHand() {}

    /// A state under a lock; the new state is the answer.
    static final class Lock extends Plain {
        private final ReentrantLock lock = new ReentrantLock();
        private Counted state = Counted.NONE;

        @Override
        public Operation operation(int caller) {
            return () -> {
                lock.lock();
                try {
                    state = state.next();
                    return state;
                } finally {
                    lock.unlock();
                }
            };
        }
    }

    /// The handler of a cast, run by its sender under a lock.
    static final class Inline extends Plain {
        private final Operation once = new Lock().operation(0);
        private final int castsOfRun;

        Inline(int castsOfRun) {
            this.castsOfRun = castsOfRun;
        }

        @Override
        public Operation operation(int caller) {
            return () -> {
                for (int i = 0; i < castsOfRun; i++) {
                    var _ = once.run();
                }
                return once.run();
            };
        }

        @Override
        public int worksOfRun() {
            return castsOfRun;
        }
    }

    /// Reads of a volatile field.
    static final class VolatileRead extends Plain {
        private volatile Counted view = Counted.NONE;

        @Override
        public Operation operation(int caller) {
            return () -> view;
        }
    }

    /// Virtual threads that end at once, started one after the other and then waited for.
    static final class Threads extends Plain {
        @Override
        public Operation operation(int caller) {
            return () -> {
                List<Thread> started = new ArrayList<>(THREADS);
                for (int i = 0; i < THREADS; i++) {
                    started.add(Thread.startVirtualThread(() -> {}));
                }
                for (Thread thread : started) {
                    thread.join();
                }
                return started;
            };
        }

        @Override
        public int worksOfRun() {
            return THREADS;
        }
    }

    /// A state, a place for messages and a name.
    static final class Fields implements Contender.Heaped {
        private record Idle(String name, AtomicReference<Object> newest, Counted state) {}

        private final List<Idle> kept = new ArrayList<>();

        @Override
        public void add(int count) {
            for (int i = 0; i < count; i++) {
                kept.add(new Idle("idle", new AtomicReference<>(), new Counted(i)));
            }
        }

        @Override
        public void close() {
            kept.clear();
        }
    }

    /// Parked virtual threads, each with a queue.
    static final class ParkedThreads implements Contender.Heaped {
        private final List<LinkedBlockingQueue<Object>> kept = new ArrayList<>();

        @Override
        public void add(int count) {
            for (int i = 0; i < count; i++) {
                var queue = new LinkedBlockingQueue<Object>();
                kept.add(queue);
                Thread.startVirtualThread(() -> {
                    try {
                        while (queue.take() != queue) {
                            Thread.onSpinWait();
                        }
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
        }

        @Override
        public void close() {
            kept.forEach(queue -> queue.add(queue));
        }
    }

    /// What needs no closing.
    private abstract static class Plain implements Contender.Looped {
        @Override
        public void close() {
            // nothing runs
        }
    }
}
