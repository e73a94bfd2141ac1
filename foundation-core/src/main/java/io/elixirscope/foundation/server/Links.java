package io.elixirscope.foundation.server;

import io.elixirscope.foundation.error.FoundationException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The partners of one incarnation: when it ends they end too, or are told. Thread-safe.
///
/// A link is an entry on both sides. Whoever takes the entry off the partner's side sends the one signal: the
/// end of the incarnation, or the one who makes a link and finds the partner at its end. No two locks are held
/// at once.
final class Links {
    private Set<Incarnation> partners = Set.of();
    /// Why the incarnation ended; null while it runs.
    private @Nullable ExitReason ended;

    /// Links `mine`, whose code runs on this thread, with the present incarnation of `other`.
    static void link(Incarnation mine, ServerCell<?, ?> other) {
        Incarnation partner = other.incarnation();
        if (partner == mine) {
            return;
        }
        if (partner == null) {
            signal(mine, other.name(), notRunning(other));
            return;
        }
        if (!mine.links().add(partner)) {
            return; // it was abandoned meanwhile
        }
        if (!partner.links().add(mine) && mine.links().remove(partner)) {
            signal(mine, other.name(), notRunning(other));
        }
        ExitReason meanwhile = mine.links().ended();
        if (meanwhile != null && partner.links().remove(mine)) {
            signal(partner, mine.server(), meanwhile);
        }
    }

    /// Undoes a link; nothing happens if there is none.
    static void unlink(Incarnation mine, ServerCell<?, ?> other) {
        for (Incarnation partner : mine.links().all()) {
            if (partner.cell() == other && mine.links().remove(partner)) {
                boolean _ = partner.links().remove(mine);
            }
        }
    }

    /// The incarnation is over.
    static void end(Incarnation over, ExitReason reason) {
        for (Incarnation partner : over.links().close(reason)) {
            if (partner.links().remove(over)) {
                signal(partner, over.server(), reason);
            }
        }
    }

    private static ExitReason notRunning(ServerCell<?, ?> other) {
        return ExitReason.failed(new FoundationException(ServerErrors.unavailable(other.name(), other.lifecycle())));
    }

    private static void signal(Incarnation partner, String server, ExitReason reason) {
        ServerCell<?, ?> cell = partner.cell();
        Function<? super GenServer.Exit, ? extends Message<?>> trap = cell.onExit();
        if (trap != null) {
            var notice = new Envelope.ExitNotice(new GenServer.Exit(server, reason), trap, partner.epoch());
            cell.enqueue(Envelope.system(notice, null));
        } else if (!(reason instanceof ExitReason.Normal)) {
            partner.endWith(reason instanceof ExitReason.Linked ? reason : new ExitReason.Linked(server, reason));
            cell.wakeOwner();
        }
    }

    private synchronized boolean add(Incarnation partner) {
        if (ended != null) {
            return false;
        }
        if (partners.isEmpty()) {
            partners = new LinkedHashSet<>();
        }
        partners.add(partner);
        return true;
    }

    private synchronized boolean remove(Incarnation partner) {
        return !partners.isEmpty() && partners.remove(partner);
    }

    private synchronized @Nullable ExitReason ended() {
        return ended;
    }

    private synchronized List<Incarnation> all() {
        return List.copyOf(partners);
    }

    private synchronized List<Incarnation> close(ExitReason reason) {
        ended = reason;
        List<Incarnation> all = List.copyOf(partners);
        partners = Set.of();
        return all;
    }
}
