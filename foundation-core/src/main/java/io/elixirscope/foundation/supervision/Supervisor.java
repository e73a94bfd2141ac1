package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.ServerRuntime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// The definition of a supervisor: its children in order, which of them restart together, and how often at most.
///
/// Immutable; it runs nothing by itself. It is started as the root of a tree ([#start(ServerRuntime)]) or as a
/// child of
/// another supervisor.
public final class Supervisor {
    private final String name;
    private final RestartStrategy strategy;
    private final RestartIntensity intensity;
    private final List<ChildSpec> children;
    /// How many children may be started at run time; 0 for a supervisor whose children are given here.
    private final int dynamicLimit;

    private Supervisor(Builder builder) {
        this.name = builder.name;
        this.strategy = builder.strategy;
        this.intensity = builder.intensity;
        this.children = List.copyOf(builder.children.values());
        this.dynamicLimit = builder.dynamicLimit;
    }

    /// Begins a definition: one for one, three restarts in five seconds, no children.
    ///
    /// @param name 1-128 characters without white space
    /// @return the builder
    /// @throws IllegalArgumentException if the name is not as described
    public static Builder named(String name) {
        return new Builder(SupervisionValidator.name(name));
    }

    /// Starts this supervisor as the root of a tree: its children in order, each when the one before is ready.
    ///
    /// Blocks until all are ready, one has failed, or this thread is interrupted, whose flag is kept. An `Err` is
    /// `S101 initialization_failed` naming the child; all others are stopped then.
    ///
    /// @param runtime the runtime of the servers
    /// @return the running tree
    /// @throws IllegalArgumentException if a server stands twice in the tree or is supervised already
    public Result<SupervisionTree> start(ServerRuntime runtime) {
        return SupervisionTree.start(this, runtime);
    }

    /// The supervisor's name.
    ///
    /// @return the name
    public String name() {
        return name;
    }

    /// Which children restart together.
    ///
    /// @return the strategy
    public RestartStrategy strategy() {
        return strategy;
    }

    /// How often it restarts at most.
    ///
    /// @return the limit
    public RestartIntensity intensity() {
        return intensity;
    }

    /// Its children in starting order.
    ///
    /// @return the specifications
    public List<ChildSpec> children() {
        return children;
    }

    int dynamicLimit() {
        return dynamicLimit;
    }

    boolean dynamic() {
        return dynamicLimit > 0;
    }

    @Override
    public String toString() {
        return "Supervisor[" + name + "]";
    }

    /// Builds a [Supervisor]. Not thread-safe. Children start in the order in which they are added.
    public static final class Builder {
        private final String name;
        private final Map<String, ChildSpec> children = new LinkedHashMap<>();
        private RestartStrategy strategy = RestartStrategy.ONE_FOR_ONE;
        private RestartIntensity intensity = RestartIntensity.DEFAULT;
        private int dynamicLimit;

        private Builder(String name) {
            this.name = name;
        }

        /// Which children restart together.
        ///
        /// @param together the strategy
        /// @return this builder
        public Builder strategy(RestartStrategy together) {
            this.strategy = Objects.requireNonNull(together, "strategy");
            return this;
        }

        /// How often to restart at most.
        ///
        /// @param maxRestarts restarts allowed inside one window, `>= 0`
        /// @param period window length, `> 0`
        /// @return this builder
        /// @throws IllegalArgumentException if an argument is out of its range
        public Builder intensity(int maxRestarts, Duration period) {
            this.intensity = new RestartIntensity(maxRestarts, period);
            return this;
        }

        /// Adds a server: permanent, stopped within 5 seconds.
        ///
        /// @param server the server
        /// @return this builder
        /// @throws IllegalArgumentException if a child has that name already
        public Builder child(GenServer<?, ?> server) {
            return child(ChildSpec.of(server));
        }

        /// Adds a server with a specification of its own.
        ///
        /// @param server the server
        /// @param change changes the default specification
        /// @return this builder
        /// @throws IllegalArgumentException if a child has that name already
        public Builder child(GenServer<?, ?> server, UnaryOperator<ChildSpec> change) {
            return child(change.apply(ChildSpec.of(server)));
        }

        /// Adds a supervisor: permanent, given all the time its children need to stop.
        ///
        /// @param supervisor the supervisor
        /// @return this builder
        /// @throws IllegalArgumentException if a child has that name already
        public Builder child(Supervisor supervisor) {
            return child(ChildSpec.of(supervisor));
        }

        /// Adds a supervisor with a specification of its own.
        ///
        /// @param supervisor the supervisor
        /// @param change changes the default specification
        /// @return this builder
        /// @throws IllegalArgumentException if a child has that name already
        public Builder child(Supervisor supervisor, UnaryOperator<ChildSpec> change) {
            return child(change.apply(ChildSpec.of(supervisor)));
        }

        /// Adds a dynamic supervisor: permanent, given all the time its children need to stop.
        ///
        /// @param supervisor the supervisor
        /// @return this builder
        /// @throws IllegalArgumentException if a child has that name already
        public Builder child(DynamicSupervisor supervisor) {
            return child(ChildSpec.of(supervisor));
        }

        Builder dynamicLimit(int most) {
            this.dynamicLimit = most;
            return this;
        }

        /// Adds a child.
        ///
        /// @param spec its specification
        /// @return this builder
        /// @throws IllegalArgumentException if a child has that name already
        public Builder child(ChildSpec spec) {
            if (children.putIfAbsent(spec.id(), spec) != null) {
                throw new IllegalArgumentException("supervisor " + name + " has two children named \"" + spec.id()
                        + "\"; give one of them another name");
            }
            return this;
        }

        /// The definition.
        ///
        /// @return the supervisor
        public Supervisor build() {
            return new Supervisor(this);
        }
    }
}
