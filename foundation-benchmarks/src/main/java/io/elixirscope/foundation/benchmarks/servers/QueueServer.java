package io.elixirscope.foundation.benchmarks.servers;

import io.elixirscope.foundation.benchmarks.loop.Contender;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A virtual thread that takes requests from a queue and wakes who waits: the server that people
/// write by hand.
final class QueueServer implements Contender.Looped {
    private static final long LIMIT_NANOS = 5_000_000_000L;
    private static final Object ADD = new Object();

    private final BlockingQueue<Object> queue;
    private final Waiting waiting;
    private final int castsOfRun;
    private final Thread thread;
    private Counted state = Counted.NONE;

    /// How a caller waits for its answer.
    enum Waiting {
        /// for ever
        WITHOUT_DEADLINE,
        /// five seconds
        WITH_DEADLINE
    }

    private static final class Request {
        private final Thread caller = Thread.currentThread();
        private volatile @Nullable Counted answer;
    }

    /// Answers calls.
    QueueServer(BlockingQueue<Object> queue, Waiting waiting) {
        this(queue, waiting, 0);
    }

    /// Takes so many casts and then answers a call.
    QueueServer(BlockingQueue<Object> queue, Waiting waiting, int castsOfRun) {
        this.queue = queue;
        this.waiting = waiting;
        this.castsOfRun = castsOfRun;
        this.thread = Thread.startVirtualThread(this::serve);
    }

    private void serve() {
        try {
            while (true) {
                Object message = queue.take();
                state = state.next();
                if (message instanceof Request request) {
                    request.answer = state;
                    LockSupport.unpark(request.caller);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Operation operation(int caller) {
        if (castsOfRun == 0) {
            return this::call;
        }
        return () -> {
            for (int i = 0; i < castsOfRun; i++) {
                queue.put(ADD);
            }
            return call();
        };
    }

    @Override
    public int worksOfRun() {
        return Math.max(1, castsOfRun);
    }

    private Counted call() throws InterruptedException {
        var request = new Request();
        queue.put(request);
        return waiting == Waiting.WITH_DEADLINE ? awaitWithin(request) : await(request);
    }

    private static Counted await(Request request) {
        Counted answer = request.answer;
        while (answer == null) {
            LockSupport.park(request);
            answer = request.answer;
        }
        return answer;
    }

    private static Counted awaitWithin(Request request) {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        Counted answer = request.answer;
        while (answer == null) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new IllegalStateException("no answer in time");
            }
            LockSupport.parkNanos(request, left);
            answer = request.answer;
        }
        return answer;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
