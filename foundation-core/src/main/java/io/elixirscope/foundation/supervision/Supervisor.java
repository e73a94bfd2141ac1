package io.elixirscope.foundation.supervision;

import io.elixirscope.foundation.error.Result;
import io.elixirscope.foundation.error.RetryStrategy;
import io.elixirscope.foundation.error.Severity;
import io.elixirscope.foundation.server.GenServer;
import io.elixirscope.foundation.server.ServerRuntime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The definition of a supervisor: its children in order, which of them restart together, and how
/// often at most.
///
/// Immutable; it runs nothing by itself. It is started as the root of a tree
/// ([#start(ServerRuntime)]) or as a child of another supervisor.
public final class Supervisor {
    private final String name;
    private final RestartStrategy strategy;
    private final RestartIntensity intensity;
    private final RetryStrategy backoff;
    private final AutoShutdown autoShutdown;
    private final Optional<Severity> escalateOn;
    private final List<ChildSpec> children;
    /// How many children may be started at run time; 0 for a supervisor whose children are given
    /// here.
    private final int dynamicLimit;

    private Supervisor(Builder builder) {
        this.name = builder.name;
        this.strategy = builder.strategy;
        this.intensity = builder.intensity;
        this.backoff = builder.backoff;
        this.autoShutdown = builder.autoShutdown;
        this.escalateOn = builder.escalateOn;
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

    /// Starts this supervisor as the root of a tree: its children in order, each when the one
    /// before is ready.
    ///
    /// Blocks until all are ready, one has failed, or this thread is interrupted, whose flag is
    /// kept. An `Err` is `S101 initialization_failed` naming the child; all others are stopped
    /// then.
    ///
    /// @param runtime the runtime of the servers
    /// @return the running tree
    /// @throws IllegalArgumentException if a server or supervisor stands twice in the tree, or a
    ///     server is supervised already
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

    /// How long it waits before it restarts.
    ///
    /// @return the strategy; [RetryStrategy.Immediate] unless one was given
    public RetryStrategy backoff() {
        return backoff;
    }

    /// Whether it ends when significant children end.
    ///
    /// @return when
    public AutoShutdown autoShutdown() {
        return autoShutdown;
    }

    /// From which severity on an error of a child ends it at once.
    ///
    /// @return the least severity; empty if none does
    public Optional<Severity> escalateOn() {
        return escalateOn;
    }

    /// Its children in starting order.
    ///
    /// @return the specifications
    public List<ChildSpec> children() {
        return children;
    }

    SupervisorLogic.Rules rules() {
        return new SupervisorLogic.Rules(strategy, intensity, backoff, autoShutdown, escalateOn);
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

    /// Builds a [Supervisor]. Not thread-safe. Children start in the order in which they are
    /// added.
    public static final class Builder {
        private final String name;
        private final Map<String, ChildSpec> children = new LinkedHashMap<>();
        private RestartStrategy strategy = RestartStrategy.ONE_FOR_ONE;
        private RestartIntensity intensity = RestartIntensity.DEFAULT;
        private RetryStrategy backoff = new RetryStrategy.Immediate();
        private AutoShutdown autoShutdown = AutoShutdown.NEVER;
        private Optional<Severity> escalateOn = Optional.empty();
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

        /// Waits before each restart: a random time (full jitter) below a bound that begins at
        /// `base` and doubles with each restart in a row, up to `cap`. As
        /// [#backoff(RetryStrategy)].
        ///
        /// @param base bound of the first wait, `> 0`
        /// @param cap largest bound, `>= base`
        /// @return this builder
        /// @throws IllegalArgumentException if an argument is out of its range
        public Builder backoff(Duration base, Duration cap) {
            return backoff(new RetryStrategy.Exponential(base, cap));
        }

        /// Waits before each restart as the strategy says; at once unless given, as in OTP.
        ///
        /// What restarts together waits together, once: one for one each child by itself, else
        /// the group. While it waits the group's other children run on; then they stop and all
        /// start, in order. Restarts in a row make the next wait longer; a row ends when what
        /// restarts together has run for longer than the longest wait. Each restart counts
        /// against the intensity when the child ends, waiting or not. A stop does not wait.
        ///
        /// @param strategy [RetryStrategy.Immediate], [RetryStrategy.Fixed] or
        ///     [RetryStrategy.Exponential]
        /// @return this builder
        /// @throws IllegalArgumentException if it is [RetryStrategy.None]
        public Builder backoff(RetryStrategy strategy) {
            this.backoff = SupervisionValidator.backoff(strategy);
            return this;
        }

        /// When to end by itself because significant children ended; never unless given.
        ///
        /// @param when which ends count
        /// @return this builder
        public Builder autoShutdown(AutoShutdown when) {
            this.autoShutdown = Objects.requireNonNull(when, "autoShutdown");
            return this;
        }

        /// Gives up at once, without a restart, when a child ends with an error of that severity
        /// or a graver one: one that its handler threw as a
        /// [io.elixirscope.foundation.error.FoundationException], or that its `init` failed with.
        /// Other exceptions count as `HIGH`. The restart type of the child does not matter, and a
        /// supervisor below that escalated passes its child's error on.
        ///
        /// @param least the least severity
        /// @return this builder
        public Builder escalateOn(Severity least) {
            this.escalateOn = Optional.of(least);
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
        /// @throws IllegalArgumentException if a significant child is permanent, or there is one
        ///     and the supervisor never ends by itself; it names all of them
        public Supervisor build() {
            SupervisionValidator.children(name, autoShutdown, children.values());
            return new Supervisor(this);
        }
    }
}
