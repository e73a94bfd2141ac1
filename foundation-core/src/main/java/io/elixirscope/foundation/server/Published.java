package io.elixirscope.foundation.server;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The view that one incarnation gives to readers. Its role holder sets it; any thread reads it, without
/// a lock.
///
/// Each incarnation has its own, and a supervisor that takes the role away puts a copy in its place: what
/// the thread that was left behind still publishes is read by nobody.
final class Published<V> {
    /// Set behind a release fence, read before an acquire fence.
    @Nullable
    V view;

    /// One that nothing was published on.
    Published() {}

    private Published(@Nullable V view) {
        this.view = view;
    }

    void set(V next) {
        VarHandle.releaseFence();
        view = next;
    }

    /// The last view, null before the first.
    @Nullable
    V get() {
        V last = view;
        VarHandle.acquireFence();
        return last;
    }

    /// One with the last view of this one, for as long as nobody publishes on it.
    Published<V> copy() {
        return new Published<>(get());
    }
}
