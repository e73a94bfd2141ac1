package io.elixirscope.foundation.registry;

import io.elixirscope.foundation.health.HealthStatus;
import io.elixirscope.foundation.health.ServiceHealth;
import io.elixirscope.foundation.server.ServerRuntime;
import io.elixirscope.foundation.telemetry.MeasurementUnit;
import io.elixirscope.foundation.telemetry.Tally;
import io.elixirscope.foundation.telemetry.TelemetryEvent;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Namespaces in which servers register themselves under keys of the application, and are found.
/// Elixir's `Registry`. Thread-safe; no method waits.
///
/// It holds at most 1,000 namespaces, of 100,000 entries each unless it says otherwise. It has no
/// thread and no server of its own: nothing of it crashes or restarts.
///
/// Emits `elixir_scope.registry.refused`.
///
/// @see <a href="https://hexdocs.pm/elixir/Registry.html">Registry</a>
public final class ServerRegistry {
    private static final int MAX_NAMESPACES = 1_000;
    private static final int MAX_ENTRIES = 100_000;

    private final ServerRuntime runtime;
    private final TelemetryEvent refused;
    private final ConcurrentHashMap<String, Namespace<?, ?>> namespaces = new ConcurrentHashMap<>();

    /// A registry without namespaces.
    ///
    /// @param runtime the runtime of the servers
    public ServerRegistry(ServerRuntime runtime) {
        this.runtime = runtime;
        this.refused = runtime.telemetry().event("elixir_scope.registry.refused", MeasurementUnit.COUNT, "namespace");
    }

    /// The namespace of that name with unique keys, made when it is first asked for; 100,000
    /// entries.
    ///
    /// @param <K> the type of the keys
    /// @param <P> the protocol of the servers
    /// @param name 1-128 characters without white space
    /// @param keyType class of the keys: immutable, with `equals` and `hashCode`
    /// @param protocol the protocol of the servers
    /// @return the same namespace each time
    /// @throws IllegalArgumentException if the name is not as described, or names a namespace of
    ///     another kind
    /// @throws IllegalStateException if there are 1,000 namespaces
    public <K, P> UniqueNamespace<K, P> unique(String name, Class<K> keyType, Class<P> protocol) {
        return unique(name, keyType, protocol, MAX_ENTRIES);
    }

    /// [#unique(String, Class, Class)] with a bound of its own.
    ///
    /// @param <K> the type of the keys
    /// @param <P> the protocol of the servers
    /// @param name 1-128 characters without white space
    /// @param keyType class of the keys: immutable, with `equals` and `hashCode`
    /// @param protocol the protocol of the servers
    /// @param maxEntries how many entries it may have, `>= 1`; the same each time it is asked for
    /// @return the same namespace each time
    /// @throws IllegalArgumentException if an argument is not as described, or the name is that
    ///     of a namespace of another kind
    /// @throws IllegalStateException if there are 1,000 namespaces
    @SuppressWarnings("unchecked") // the shapes are equal, classes included
    public <K, P> UniqueNamespace<K, P> unique(String name, Class<K> keyType, Class<P> protocol, int maxEntries) {
        var shape = new NamespaceShape<>(name, keyType, protocol, maxEntries);
        Namespace<?, ?> found = find(shape, () -> new UniqueNamespace<>(shape, tally(name)));
        if (found instanceof UniqueNamespace<?, ?> unique) {
            return (UniqueNamespace<K, P>) unique;
        }
        throw otherKind(found);
    }

    /// The namespace of that name with duplicate keys, made when it is first asked for; 100,000
    /// entries.
    ///
    /// @param <K> the type of the keys
    /// @param <P> the protocol of the servers
    /// @param name 1-128 characters without white space
    /// @param keyType class of the keys: immutable, with `equals` and `hashCode`
    /// @param protocol the protocol of the servers
    /// @return the same namespace each time
    /// @throws IllegalArgumentException if the name is not as described, or names a namespace of
    ///     another kind
    /// @throws IllegalStateException if there are 1,000 namespaces
    public <K, P> DuplicateNamespace<K, P> duplicate(String name, Class<K> keyType, Class<P> protocol) {
        return duplicate(name, keyType, protocol, MAX_ENTRIES);
    }

    /// [#duplicate(String, Class, Class)] with a bound of its own.
    ///
    /// @param <K> the type of the keys
    /// @param <P> the protocol of the servers
    /// @param name 1-128 characters without white space
    /// @param keyType class of the keys: immutable, with `equals` and `hashCode`
    /// @param protocol the protocol of the servers
    /// @param maxEntries how many entries it may have, `>= 1`; the same each time it is asked for
    /// @return the same namespace each time
    /// @throws IllegalArgumentException if an argument is not as described, or the name is that
    ///     of a namespace of another kind
    /// @throws IllegalStateException if there are 1,000 namespaces
    @SuppressWarnings("unchecked") // the shapes are equal, classes included
    public <K, P> DuplicateNamespace<K, P> duplicate(String name, Class<K> keyType, Class<P> protocol, int maxEntries) {
        var shape = new NamespaceShape<>(name, keyType, protocol, maxEntries);
        Namespace<?, ?> found = find(shape, () -> new DuplicateNamespace<>(shape, tally(name)));
        if (found instanceof DuplicateNamespace<?, ?> duplicate) {
            return (DuplicateNamespace<K, P>) duplicate;
        }
        throw otherKind(found);
    }

    private Namespace<?, ?> find(NamespaceShape<?, ?> shape, Supplier<Namespace<?, ?>> make) {
        Namespace<?, ?> found = namespaces.computeIfAbsent(shape.name(), _ -> {
            if (namespaces.size() >= MAX_NAMESPACES) {
                throw new IllegalStateException("namespaces must be <= " + MAX_NAMESPACES
                        + "; make one for each kind of key, not for each key: " + shape.name());
            }
            return make.get();
        });
        if (!found.shape().equals(shape)) {
            throw otherKind(found);
        }
        return found;
    }

    private static IllegalArgumentException otherKind(Namespace<?, ?> found) {
        return new IllegalArgumentException("namespace " + found.name() + " is there as " + found + " with "
                + found.maxEntries() + " entries; give the same types and bound, or use another name");
    }

    private Tally tally(String name) {
        return new Tally(runtime.scheduler(), runtime.timers(), refused, name);
    }

    /// All namespaces.
    ///
    /// @return a copy, sorted by name
    public List<Namespace<?, ?>> namespaces() {
        List<Namespace<?, ?>> all = new ArrayList<>(namespaces.values());
        all.sort(Comparator.comparing(Namespace::name));
        return List.copyOf(all);
    }

    /// How it does: DEGRADED while a namespace is full. Details: the number of entries of each
    /// namespace.
    ///
    /// @return the health now
    public ServiceHealth health() {
        List<String> reasons = new ArrayList<>();
        Map<String, Value> details = new LinkedHashMap<>();
        for (Namespace<?, ?> namespace : namespaces()) {
            int count = namespace.count();
            details.put("entries." + namespace.name(), Value.of(count));
            if (count >= namespace.maxEntries()) {
                reasons.add("namespace " + namespace.name() + " is full: " + count + " entries");
            }
        }
        return new ServiceHealth(reasons.isEmpty() ? HealthStatus.HEALTHY : HealthStatus.DEGRADED, reasons, details);
    }
}
