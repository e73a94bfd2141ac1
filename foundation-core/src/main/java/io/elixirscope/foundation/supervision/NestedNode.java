package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.FoundationError;
import io.elixirscope.foundation.server.ExitReason;
import io.elixirscope.foundation.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A supervisor as a child. The decision thread's, but for [#status()].
final class NestedNode implements ChildNode, SupervisorNode.Owner {
    private final ChildSpec spec;
    private final TreeParts parts;
    private final SupervisorNode parent;
    private final SupervisorNode node;
    private final AtomicLong life = new AtomicLong();
    /// Who waits for the stop under way; a stop of the whole tree may overtake that of this child.
    private List<Runnable> stopping = new ArrayList<>();
    private @Nullable Timer timer;
    /// Which timer is armed: what an earlier one has posted does nothing.
    private int armed;

    NestedNode(ChildSpec spec, Supervisor supervisor, TreeParts parts, SupervisorNode parent) {
        this.spec = spec;
        this.parts = parts;
        this.parent = parent;
        this.node = new SupervisorNode(supervisor, parts, this);
    }

    @Override
    public ChildSpec spec() {
        return spec;
    }

    @Override
    public void start(Consumer<Started> done) {
        life.incrementAndGet();
        node.start(done);
    }

    @Override
    public void stop(StopMode mode, Runnable done) {
        switch (spec.shutdown()) {
            case Shutdown.Immediate _ -> arm(ServerNode.GRACE);
            case Shutdown.Within(var limit) -> arm(limit);
            case Shutdown.Unbounded _ -> disarm();
        }
        stopping.add(done);
        node.stop(mode, this::stopped);
    }

    private void stopped() {
        disarm();
        List<Runnable> told = stopping;
        stopping = new ArrayList<>();
        told.forEach(Runnable::run);
    }

    private void arm(Duration delay) {
        disarm();
        int mine = armed;
        timer = parts.later(delay, () -> {
            if (mine == armed) {
                abandon();
            }
        });
    }

    private void disarm() {
        armed++;
        Timer before = timer;
        timer = null;
        if (before != null) {
            before.cancel();
        }
    }

    @Override
    public boolean alive() {
        return node.alive();
    }

    @Override
    public boolean contains(String server) {
        return node.contains(server);
    }

    @Override
    public boolean unsettled(String server) {
        return node.unsettled(server);
    }

    @Override
    public void waitUntil(Instant restart) {
        node.waitUntil(restart);
    }

    @Override
    public void abandon() {
        node.abandon();
    }

    /// As in OTP, a supervisor that gives up ends with `shutdown`: a transient one is not
    /// restarted.
    @Override
    public void gaveUp(FoundationError error) {
        parent.childEnded(this, ExitReason.shutdown(), error);
    }

    @Override
    public void shutDown(String child) {
        parent.childEnded(this, ExitReason.shutdown(), null);
    }

    /// Only a permanent one is started again after `shutdown`.
    @Override
    public StopMode afterShutDown() {
        return spec.restart() == RestartType.PERMANENT ? StopMode.FOR_RESTART : StopMode.FOR_GOOD;
    }

    @Override
    public void close(Ending ending) {
        node.close(ending);
    }

    @Override
    public void release() {
        node.release();
    }

    @Override
    public void forget() {
        node.forget();
    }

    SupervisorNode node() {
        return node;
    }

    @Override
    public long life() {
        return life.get();
    }

    @Override
    public ChildStatus status() {
        return node.status(Math.max(0, life.get() - 1));
    }
}
