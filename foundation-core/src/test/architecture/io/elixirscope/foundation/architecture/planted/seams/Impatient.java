package io.elixirscope.foundation.architecture.planted.seams;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

final class Impatient {

    private Impatient() {}

    static void waits(Thread other) throws InterruptedException {
        Thread.sleep(1);
        LockSupport.park();
        LockSupport.unpark(other);
    }

    static void starts(Runnable action) {
        Thread.ofVirtual().start(action);
        Thread.ofPlatform().start(action);
        new Thread(action).start();
        Executors.newVirtualThreadPerTaskExecutor().close();
    }

    static List<Object> draws() {
        return List.of(ThreadLocalRandom.current().nextInt(), UUID.randomUUID());
    }

    static Supplier<LocalDate> refers() {
        return LocalDate::now;
    }

    static List<Object> reads() {
        return List.of(System.nanoTime(), System.currentTimeMillis(), Instant.now(), Clock.systemUTC());
    }
}
