package io.elixirscope.foundation.supervision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The children of a running supervisor whose specifications it keeps, in starting order. The
/// decision thread changes it, any thread reads [#present()].
final class ChildList {
    private final Supervisor definition;
    private final Function<ChildSpec, ChildNode> nodes;
    /// In starting order, guarded by this.
    private final Map<String, ChildNode> byId = new LinkedHashMap<>();
    /// The same; null until somebody asks after a change. Guarded by this.
    private @Nullable List<ChildNode> present;
    /// Those that do not run or are being stopped, and that nobody is about to start.
    private final Set<ChildNode> resting = new HashSet<>();

    /// Takes the children of the definition.
    ///
    /// @param nodes takes a child; throws `IllegalArgumentException` if another supervisor has it
    ChildList(Supervisor definition, Function<ChildSpec, ChildNode> nodes) {
        this.definition = definition;
        this.nodes = nodes;
        try {
            restore();
        } catch (IllegalArgumentException refused) {
            present().forEach(ChildNode::release);
            throw refused;
        }
    }

    synchronized List<ChildNode> present() {
        List<ChildNode> known = present;
        if (known == null) {
            known = List.copyOf(byId.values());
            present = known;
        }
        return known;
    }

    synchronized int size() {
        return byId.size();
    }

    boolean has(ChildNode child) {
        return child.equals(find(child.spec().id()));
    }

    /// The child of that name; null if there is none.
    @Nullable
    synchronized ChildNode find(String id) {
        return byId.get(id);
    }

    /// The children of those names, in the order of the names.
    List<ChildNode> named(List<String> ids) {
        List<ChildNode> found = new ArrayList<>(ids.size());
        for (String id : ids) {
            ChildNode child = find(id);
            if (child != null) {
                found.add(child);
            }
        }
        return found;
    }

    boolean rests(ChildNode child) {
        return resting.contains(child);
    }

    void rest(ChildNode child) {
        resting.add(child);
    }

    void wake(ChildNode child) {
        resting.remove(child);
    }

    /// Whether its next start is due, or waits.
    boolean isDown(ChildNode child) {
        return !child.alive() && !rests(child);
    }

    /// The children as a decision sees them.
    List<SupervisorLogic.Member> members(RestartWaits waits) {
        List<SupervisorLogic.Member> members = new ArrayList<>();
        for (ChildNode child : present()) {
            members.add(new SupervisorLogic.Member(child.spec(), place(child, waits)));
        }
        return members;
    }

    private SupervisorLogic.Place place(ChildNode child, RestartWaits waits) {
        if (rests(child)) {
            return SupervisorLogic.Place.RESTING;
        }
        return waits.has(child) ? SupervisorLogic.Place.WAITING : SupervisorLogic.Place.ACTIVE;
    }

    /// Takes a child at the end.
    ///
    /// @throws IllegalArgumentException if another supervisor has it
    ChildNode add(ChildSpec spec) {
        ChildNode child = nodes.apply(spec);
        put(child);
        return child;
    }

    /// Lets go of a child that is out of service. One of the definition may come back with this
    /// supervisor's next start, and so do the handles that others have of it; the name of one
    /// that was added is free.
    void drop(ChildNode child) {
        remove(child);
        if (definition.children().contains(child.spec())) {
            child.release();
        } else {
            child.forget();
        }
    }

    /// As [#drop(ChildNode)], but its name is free in any case.
    void delete(ChildNode child) {
        remove(child);
        child.forget();
    }

    private void remove(ChildNode child) {
        resting.remove(child);
        synchronized (this) {
            if (byId.remove(child.spec().id(), child)) {
                present = null;
            }
        }
    }

    private synchronized void put(ChildNode child) {
        byId.put(child.spec().id(), child);
        present = null;
    }

    private synchronized void replace(List<ChildNode> all) {
        byId.clear();
        all.forEach(this::put);
    }

    /// The children that the definition names: those that are gone are taken again, those that
    /// were added are forgotten.
    ///
    /// @throws IllegalArgumentException if another supervisor has one of them by now
    void restore() {
        List<ChildNode> before = present();
        before.stream()
                .filter(child -> !definition.children().contains(child.spec()))
                .forEach(this::delete);
        List<ChildNode> next = new ArrayList<>();
        try {
            for (ChildSpec spec : definition.children()) {
                next.add(before.stream()
                        .filter(child -> child.spec().equals(spec))
                        .findFirst()
                        .orElseGet(() -> nodes.apply(spec)));
            }
        } finally {
            // what was taken before a refusal is there to be released
            before.stream().filter(child -> has(child) && !next.contains(child)).forEach(next::add);
            replace(next);
            resting.clear();
        }
    }
}
