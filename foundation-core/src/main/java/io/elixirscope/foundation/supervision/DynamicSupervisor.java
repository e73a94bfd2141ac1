package io.elixirscope.foundation.supervision;

import java.time.Duration;

/// The definition of a supervisor whose children are started and stopped while it runs.
/// Immutable.
///
/// It is a child of a [Supervisor] and starts without children;
/// [SupervisionTree#children(DynamicSupervisor)] gives the operations. Each child is restarted
/// alone, by its own restart type. One that ended and is not restarted is forgotten, and so are
/// all when this supervisor itself is restarted.
///
/// {@snippet class="io.elixirscope.foundation.supervision.DynamicSnippets" region="dynamic"}
///
/// @see <a href="https://hexdocs.pm/elixir/DynamicSupervisor.html">DynamicSupervisor</a>
public final class DynamicSupervisor {
    private final Supervisor definition;

    private DynamicSupervisor(Supervisor definition) {
        this.definition = definition;
    }

    /// Begins a definition: at most 1,000 children, three restarts in five seconds.
    ///
    /// @param name 1-128 characters without white space
    /// @return the builder
    /// @throws IllegalArgumentException if the name is not as described
    public static Builder named(String name) {
        return new Builder(name);
    }

    /// The supervisor's name.
    ///
    /// @return the name
    public String name() {
        return definition.name();
    }

    /// How many children it may have.
    ///
    /// @return children, `>= 1`
    public int maxChildren() {
        return definition.dynamicLimit();
    }

    Supervisor definition() {
        return definition;
    }

    @Override
    public String toString() {
        return "DynamicSupervisor[" + name() + "]";
    }

    /// Builds a [DynamicSupervisor]. Not thread-safe.
    public static final class Builder {
        private final Supervisor.Builder builder;

        private Builder(String name) {
            this.builder = Supervisor.named(name).dynamicLimit(1_000);
        }

        /// How many children it may have at a time; more are refused with `S201`.
        ///
        /// @param most children, `>= 1`
        /// @return this builder
        /// @throws IllegalArgumentException if `most` is below 1
        public Builder maxChildren(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("maxChildren must be >= 1, was " + most);
            }
            builder.dynamicLimit(most);
            return this;
        }

        /// How often to restart at most, all children together.
        ///
        /// @param maxRestarts restarts allowed inside one window, `>= 0`
        /// @param period window length, `> 0`
        /// @return this builder
        /// @throws IllegalArgumentException if an argument is out of its range
        public Builder intensity(int maxRestarts, Duration period) {
            builder.intensity(maxRestarts, period);
            return this;
        }

        /// Waits before each restart of a child, growing with its restarts in a row: as
        /// [Supervisor.Builder#backoff(Duration, Duration)].
        ///
        /// @param base bound of the first wait, `> 0`
        /// @param cap largest bound, `>= base`
        /// @return this builder
        /// @throws IllegalArgumentException if an argument is out of its range
        public Builder backoff(Duration base, Duration cap) {
            builder.backoff(base, cap);
            return this;
        }

        /// The definition.
        ///
        /// @return the supervisor
        public DynamicSupervisor build() {
            return new DynamicSupervisor(builder.build());
        }
    }
}
