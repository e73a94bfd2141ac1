package io.elixirscope.foundation.server;

import io.elixirscope.foundation.telemetry.Telemetry;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The servers of one runtime by name, and who wants to hear of fenced incarnations. Thread-safe; look-ups
/// take no lock.
public final class ServerTable {
    /// Bits of a fencing token that hold the epoch; the start number is above them.
    private static final int EPOCH_BITS = 40;

    private static final long LARGEST_START = (1L << (63 - EPOCH_BITS)) - 1;

    private final ConcurrentHashMap<String, ServerCell<?, ?>> cells = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Consumer<? super Incarnation>> fenceListeners = new CopyOnWriteArrayList<>();
    private final AtomicLong epochs;
    private volatile GenServer.@Nullable Around around;
    private final boolean lends;
    /// Declared when there is a server first.
    private volatile @Nullable ServerTelemetry events;
    private final AtomicReference<@Nullable Watchdog> watchdog = new AtomicReference<>();

    /// An empty table.
    ///
    /// @param startNumber how often the data directory was started before, `0..8,388,607`; it leads all fencing
    ///     tokens
    /// @throws IllegalArgumentException if `startNumber` is out of range
    public ServerTable(long startNumber) {
        this(startNumber, true);
    }

    private ServerTable(long startNumber, boolean lends) {
        this.lends = lends;
        if (startNumber < 0 || startNumber > LARGEST_START) {
            throw new IllegalArgumentException("startNumber must be 0.." + LARGEST_START + ", was " + startNumber);
        }
        this.epochs = new AtomicLong(startNumber << EPOCH_BITS);
    }

    /// An empty table whose non-blocking servers queue every call, for tests: a server must behave the
    /// same on its callers' threads and on its own.
    ///
    /// @param startNumber as for [#ServerTable(long)]
    /// @return the table
    /// @throws IllegalArgumentException if `startNumber` is out of range
    public static ServerTable queueing(long startNumber) {
        return new ServerTable(startNumber, false);
    }

    boolean lendsToCallers() {
        return lends;
    }

    /// The server of that name.
    ///
    /// @param name the name
    /// @return its address, empty if no such server was ever referred to
    public Optional<ServerRef<?>> find(String name) {
        return Optional.ofNullable(cells.get(name));
    }

    /// The names of all servers, sorted.
    ///
    /// @return the names
    public List<String> names() {
        return cells.keySet().stream().sorted().toList();
    }

    /// Tells `listener` of each incarnation that was abandoned, after its epoch is over and before the next
    /// one starts, which waits for it. A store passes through its commit lock in it, so that nothing is
    /// accepted afterwards.
    ///
    /// @param listener hears of the incarnation
    public void onFence(Consumer<? super Incarnation> listener) {
        fenceListeners.add(Objects.requireNonNull(listener, "listener"));
    }

    /// Has the functions of all servers run by `code`, each server from its next start or restart on: for tests that
    /// inject faults. Without it nothing stands between the engine and a server's functions.
    ///
    /// @param code runs them
    public void around(GenServer.Around code) {
        this.around = Objects.requireNonNull(code, "code");
    }

    GenServer.@Nullable Around around() {
        return around;
    }

    /// The events of all servers.
    ServerTelemetry telemetry(Telemetry telemetry) {
        ServerTelemetry known = events;
        if (known == null || !known.isOf(telemetry)) {
            known = new ServerTelemetry(telemetry);
            events = known;
        }
        return known;
    }

    List<Consumer<? super Incarnation>> fenceListeners() {
        return fenceListeners;
    }

    long nextEpoch() {
        return epochs.incrementAndGet();
    }

    Collection<ServerCell<?, ?>> cells() {
        return cells.values();
    }

    /// The one that looks after all servers of this registry.
    Watchdog watchdog(ServerRuntime runtime) {
        Watchdog first = watchdog.get();
        if (first != null) {
            return first;
        }
        Watchdog made = new Watchdog(runtime);
        Watchdog other = watchdog.compareAndExchange(null, made);
        return other == null ? made : other;
    }

    void forget(ServerCell<?, ?> cell) {
        cells.remove(cell.name(), cell);
    }

    @SuppressWarnings("unchecked") // the cell was made from this very definition
    <P, V> ServerCell<P, V> cell(GenServer<P, V> definition, ServerRuntime runtime) {
        ServerCell<?, ?> cell = cells.computeIfAbsent(definition.name(), _ -> new ServerCell<>(definition, runtime));
        if (cell.definition() != definition) {
            throw new IllegalArgumentException(
                    "two servers are named \"" + definition.name() + "\" in one runtime; rename one of them");
        }
        return (ServerCell<P, V>) cell;
    }
}
