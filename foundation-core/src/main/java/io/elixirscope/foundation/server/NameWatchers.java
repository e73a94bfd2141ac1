package io.elixirscope.foundation.server;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Who wants to hear how one name stands, over its incarnations. Thread-safe. News is sent under a lock, so
/// that each watch gets it in order and from where it began; to send takes no lock of this kind again.
final class NameWatchers {
    private final String server;
    /// Null while nobody watches.
    private @Nullable Set<NameWatch> watches;
    /// How it stands; null before the first incarnation is ready.
    private Monitor.@Nullable News last;

    NameWatchers(String server) {
        this.server = server;
    }

    synchronized void add(NameWatch watch) {
        if (watches == null) {
            watches = new LinkedHashSet<>();
        }
        watches.add(watch);
        if (last != null) {
            watch.send(last);
        }
    }

    synchronized void ready() {
        tell(new Monitor.Up(server));
    }

    /// An incarnation that never was ready is no news.
    synchronized void over(ExitReason reason) {
        if (last instanceof Monitor.Up) {
            tell(new Monitor.Down(server, reason));
        }
    }

    synchronized void closed() {
        if (!(last instanceof Monitor.Gone)) {
            tell(new Monitor.Gone(server));
        }
    }

    private void tell(Monitor.News news) {
        last = news;
        if (watches != null) {
            watches.forEach(watch -> watch.send(news));
        }
    }

    private synchronized void remove(NameWatch watch) {
        if (watches != null) {
            watches.remove(watch);
        }
    }

    /// One watch: the news goes to the watcher's mailbox, for the incarnation that set it.
    static final class NameWatch implements Monitor {
        private final NameWatchers target;
        private final Incarnation watcher;
        private final Function<? super News, ? extends Message<?>> onNews;
        private boolean cancelled;

        NameWatch(NameWatchers target, Incarnation watcher, Function<? super News, ? extends Message<?>> onNews) {
            this.target = target;
            this.watcher = watcher;
            this.onNews = onNews;
        }

        private void send(News news) {
            var notice = new Envelope.NewsNotice(news, this, watcher.epoch());
            watcher.cell().enqueue(Envelope.system(notice, null));
        }

        Message<?> message(News news) {
            return Turn.made(onNews.apply(news), "watch", news);
        }

        /// Whether its news is still wanted, asked just before it is handled.
        synchronized boolean wanted() {
            return !cancelled;
        }

        @Override
        public boolean cancel() {
            watcher.watchEnded(this);
            target.remove(this);
            synchronized (this) {
                boolean first = !cancelled;
                cancelled = true;
                return first;
            }
        }
    }
}
