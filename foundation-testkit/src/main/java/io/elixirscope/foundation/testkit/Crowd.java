package io.elixirscope.foundation.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/// Several threads that do the same at the same time.
final class Crowd {
    private final int threads;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    Crowd(int threads) {
        this.threads = threads;
    }

    /// Runs the body once in each thread, half of them virtual, all begun together. Returns when all are done.
    void run(IntConsumer body) throws InterruptedException {
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            Thread.Builder builder = number % 2 == 0 ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
            crowd.add(builder.start(() -> {
                try {
                    begin.await();
                    body.accept(number);
                } catch (Throwable failed) {
                    failures.add(failed);
                }
            }));
        }
        begin.countDown();
        for (Thread thread : crowd) {
            thread.join();
        }
    }

    /// What the threads died of.
    List<Throwable> failures() {
        return List.copyOf(failures);
    }
}
