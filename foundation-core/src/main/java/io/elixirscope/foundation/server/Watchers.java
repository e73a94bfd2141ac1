package io.elixirscope.foundation.server;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Who wants to hear of the end of one incarnation. Thread-safe.
final class Watchers {
    private final Set<Watch> watches = new LinkedHashSet<>();
    private @Nullable ExitReason ended;

    /// Adds a watch, or tells it at once if the incarnation is over.
    void add(Watch watch) {
        ExitReason reason;
        synchronized (this) {
            reason = ended;
            if (reason == null) {
                watches.add(watch);
            }
        }
        if (reason != null) {
            watch.tell(reason);
        }
    }

    void tellAll(ExitReason reason) {
        Set<Watch> all;
        synchronized (this) {
            ended = reason;
            all = new LinkedHashSet<>(watches);
            watches.clear();
        }
        all.forEach(watch -> watch.tell(reason));
    }

    private synchronized boolean remove(Watch watch) {
        return watches.remove(watch);
    }

    /// One watch: the news goes to the watcher's mailbox, for the incarnation that set it.
    static final class Watch implements Monitor {
        private final String watched;
        private final @Nullable Watchers target;
        private final Incarnation watcher;
        private final Function<Down, ? extends Message<?>> onDown;

        Watch(
                String watched,
                @Nullable Watchers target,
                Incarnation watcher,
                Function<Down, ? extends Message<?>> onDown) {
            this.watched = watched;
            this.target = target;
            this.watcher = watcher;
            this.onDown = onDown;
        }

        void tell(ExitReason reason) {
            watcher.watchEnded(this);
            var notice = new Envelope.DownNotice(new Down(watched, reason), onDown, watcher.epoch());
            watcher.cell().enqueue(Envelope.system(notice, null));
        }

        @Override
        public boolean cancel() {
            watcher.watchEnded(this);
            return target != null && target.remove(this);
        }
    }
}
