package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.server.GenServer;
import java.time.Duration;
import java.util.Objects;

/// How a supervisor starts, restarts and stops one child. Immutable; the methods that change
/// something give a copy.
public final class ChildSpec {
    private static final Shutdown SERVER_SHUTDOWN = Shutdown.within(Duration.ofSeconds(5));

    private final Child child;
    private final RestartType restart;
    private final Shutdown shutdown;
    private final StartOrder startOrder;
    private final boolean significant;

    /// What is supervised.
    sealed interface Child {
        String id();
    }

    record ServerChild(GenServer<?, ?> definition) implements Child {
        @Override
        public String id() {
            return definition.name();
        }
    }

    record SupervisorChild(Supervisor definition) implements Child {
        @Override
        public String id() {
            return definition.name();
        }
    }

    /// Whether the next child waits until this one is ready.
    enum StartOrder {
        READY_FIRST,
        PARALLEL
    }

    private ChildSpec(Child child, RestartType restart, Shutdown shutdown, StartOrder startOrder, boolean significant) {
        this.child = child;
        this.restart = Objects.requireNonNull(restart, "restart");
        this.shutdown = Objects.requireNonNull(shutdown, "shutdown");
        this.startOrder = startOrder;
        this.significant = significant;
    }

    /// A server: permanent, stopped within 5 seconds.
    ///
    /// @param server the server
    /// @return the specification
    public static ChildSpec of(GenServer<?, ?> server) {
        return of(
                new ServerChild(Objects.requireNonNull(server, "a child is null; give a GenServer")), SERVER_SHUTDOWN);
    }

    /// A supervisor: permanent, given all the time its children need to stop.
    ///
    /// @param supervisor the supervisor
    /// @return the specification
    public static ChildSpec of(Supervisor supervisor) {
        return of(
                new SupervisorChild(Objects.requireNonNull(supervisor, "a child is null; give a Supervisor")),
                Shutdown.unbounded());
    }

    private static ChildSpec of(Child child, Shutdown shutdown) {
        return new ChildSpec(child, RestartType.PERMANENT, shutdown, StartOrder.READY_FIRST, false);
    }

    /// A dynamic supervisor: permanent, given all the time its children need to stop.
    ///
    /// @param supervisor the supervisor
    /// @return the specification
    public static ChildSpec of(DynamicSupervisor supervisor) {
        return of(supervisor.definition());
    }

    /// A copy with another restart type.
    ///
    /// @param type when to restart
    /// @return the copy
    public ChildSpec restart(RestartType type) {
        return new ChildSpec(child, type, shutdown, startOrder, significant);
    }

    /// A copy with another way to stop.
    ///
    /// @param way how to stop
    /// @return the copy
    public ChildSpec shutdown(Shutdown way) {
        return new ChildSpec(child, restart, way, startOrder, significant);
    }

    /// A copy whose end can end its supervisor: see [AutoShutdown]. Such a child is transient or
    /// temporary, as one that is always restarted never ends for good.
    ///
    /// @return the copy
    public ChildSpec significant() {
        return new ChildSpec(child, restart, shutdown, startOrder, true);
    }

    /// A copy whose start is not waited for: the next child starts at once, and a failing `init`
    /// counts as a crash of this child rather than failing its supervisor's start.
    ///
    /// @return the copy
    public ChildSpec startInParallel() {
        return new ChildSpec(child, restart, shutdown, StartOrder.PARALLEL, significant);
    }

    /// The child's name, unique within its supervisor.
    ///
    /// @return the name
    public String id() {
        return child.id();
    }

    /// When it is restarted.
    ///
    /// @return the type
    public RestartType restart() {
        return restart;
    }

    /// How it is stopped.
    ///
    /// @return the way
    public Shutdown shutdown() {
        return shutdown;
    }

    boolean markedSignificant() {
        return significant;
    }

    Child child() {
        return child;
    }

    StartOrder startOrder() {
        return startOrder;
    }

    @Override
    public String toString() {
        return "ChildSpec[" + id() + " " + restart + " " + shutdown + (significant ? " significant]" : "]");
    }
}
