package io.elixirscope.foundation.supervision;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The children of a running supervisor, in starting order. The decision thread changes it, any thread reads it.
///
/// *Held* are all whose servers this supervisor has taken; *present* are those among them whose specification is
/// kept: a temporary child that ended is no longer present, but stays held until nobody can start it again.
final class ChildList {
    private volatile List<ChildNode> held;
    private volatile List<ChildNode> present;

    ChildList(List<ChildNode> children) {
        this.held = List.copyOf(children);
        this.present = held;
    }

    List<ChildNode> held() {
        return held;
    }

    List<ChildNode> present() {
        return present;
    }

    boolean has(ChildNode child) {
        return present.contains(child);
    }

    /// The present child of that name; null if there is none.
    @Nullable
    ChildNode find(String id) {
        return present.stream()
                .filter(each -> each.spec().id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /// The present children of those names, in the order of the names.
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

    /// All that are held are present again.
    void bringBack() {
        present = held;
    }

    void add(ChildNode child) {
        held = with(held, child);
        present = with(present, child);
    }

    /// Their specifications are not kept.
    void drop(List<ChildNode> gone) {
        present = without(present, gone);
    }

    /// Lets go of children that nobody will start again.
    void forget(List<ChildNode> gone) {
        List<ChildNode> owned = held.stream().filter(gone::contains).toList();
        present = without(present, gone);
        held = without(held, gone);
        owned.forEach(ChildNode::forget);
    }

    private static List<ChildNode> with(List<ChildNode> nodes, ChildNode one) {
        List<ChildNode> more = new ArrayList<>(nodes);
        more.add(one);
        return List.copyOf(more);
    }

    private static List<ChildNode> without(List<ChildNode> nodes, List<ChildNode> gone) {
        return nodes.stream().filter(child -> !gone.contains(child)).toList();
    }
}
