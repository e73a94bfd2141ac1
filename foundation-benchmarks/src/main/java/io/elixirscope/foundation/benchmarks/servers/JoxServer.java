package io.elixirscope.foundation.benchmarks.servers;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.ChannelDoneException;
import io.elixirscope.foundation.benchmarks.loop.Contender;
import java.util.concurrent.CompletableFuture;

/// A virtual thread that receives from a channel of Jox and answers by a future, as Jox's actors
/// do.
final class JoxServer implements Contender.Looped {
    private static final Object ADD = new Object();

    private final Channel<Object> channel = Channel.newBufferedChannel(Counting.MAILBOX);
    private final int castsOfRun;
    private Counted state = Counted.NONE;

    private static final class Request extends CompletableFuture<Counted> {}

    /// Answers calls, where `castsOfRun` is 0.
    JoxServer(int castsOfRun) {
        this.castsOfRun = castsOfRun;
        Thread.startVirtualThread(this::serve);
    }

    private void serve() {
        try {
            while (true) {
                Object message = channel.receive();
                state = state.next();
                if (message instanceof Request request) {
                    request.complete(state);
                }
            }
        } catch (ChannelDoneException closed) {
            // the end
        } catch (InterruptedException interrupted) {
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
                channel.send(ADD);
            }
            return call();
        };
    }

    @Override
    public int worksOfRun() {
        return Math.max(1, castsOfRun);
    }

    private Counted call() throws Exception {
        var request = new Request();
        channel.send(request);
        return request.get();
    }

    @Override
    public void close() {
        channel.done();
    }
}
