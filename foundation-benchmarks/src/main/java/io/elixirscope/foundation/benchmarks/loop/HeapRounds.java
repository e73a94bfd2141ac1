package io.elixirscope.foundation.benchmarks.loop;

/// Rounds that make many things, and look at the heap before and after.
final class HeapRounds implements Rounds {
    private static final int THINGS_A_MILLISECOND = 250;
    private static final int COLLECTIONS = 3;

    private final Contender.Heaped contender;

    HeapRounds(Contender.Heaped contender) {
        this.contender = contender;
    }

    @Override
    public void warm(long millis) throws InterruptedException {
        contender.add((int) millis);
        used();
    }

    @Override
    public Round round(long millis) throws InterruptedException {
        int count = Math.toIntExact(millis * THINGS_A_MILLISECOND);
        long before = used();
        long began = System.nanoTime();
        contender.add(count);
        long elapsed = System.nanoTime() - began;
        return new Round(count, elapsed, used() - before, 0, 0, new Histogram());
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(10); // what the collection set free may have to be taken note of
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
