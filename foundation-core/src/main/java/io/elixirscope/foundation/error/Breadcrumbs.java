package io.elixirscope.foundation.error;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Persistent list of steps, newest first; immutable, shared between a context and its children.
///
/// Adding is constant time, amortised: the chain may grow to twice the steps that are shown, then the newest
/// are copied and the older ones let go.
final class Breadcrumbs {
    private final Breadcrumb newest;
    private final @Nullable Breadcrumbs older;
    private final int length;
    private final int total;

    private Breadcrumbs(Breadcrumb newest, @Nullable Breadcrumbs older, int total) {
        this.newest = newest;
        this.older = older;
        this.length = older == null ? 1 : older.length + 1;
        this.total = total;
    }

    static Breadcrumbs of(Breadcrumb first) {
        return new Breadcrumbs(first, null, 1);
    }

    Breadcrumbs with(Breadcrumb next) {
        var kept = length < 2 * ErrorContext.MAX_BREADCRUMBS ? this : trimmed();
        return new Breadcrumbs(next, kept, total == Integer.MAX_VALUE ? total : total + 1);
    }

    /// The steps that are shown, oldest first.
    List<Breadcrumb> list() {
        List<Breadcrumb> crumbs = new ArrayList<>(Math.min(length, ErrorContext.MAX_BREADCRUMBS));
        for (@Nullable Breadcrumbs at = this;
                at != null && crumbs.size() < ErrorContext.MAX_BREADCRUMBS;
                at = at.older) {
            crumbs.add(at.newest);
        }
        Collections.reverse(crumbs);
        return crumbs;
    }

    /// Steps that are not shown any more.
    int dropped() {
        return total - Math.min(length, ErrorContext.MAX_BREADCRUMBS);
    }

    /// Steps that are held, shown or not.
    int length() {
        return length;
    }

    private Breadcrumbs trimmed() {
        @Nullable Breadcrumbs kept = null;
        for (var crumb : list()) {
            kept = new Breadcrumbs(crumb, kept, total);
        }
        return kept == null ? this : kept;
    }
}
