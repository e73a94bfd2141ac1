package io.elixirscope.foundation.event.diagnostic;

import io.elixirscope.foundation.event.diagnostic.StateChange.Change;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where two values differ: maps by field, lists by index, everything else as a whole. The
/// recursion is as deep as the values are.
final class DiffLogic {
    private DiffLogic() {}

    static StateChange change(String name, Value before, Value after) {
        var differences = new ArrayList<Change>();
        int more = compare("", before, after, differences);
        return new StateChange(name, before, after, differences, more);
    }

    /// Adds what differs, where at least one of the two is there; returns how much more differs
    /// than there is room for.
    private static int compare(String path, @Nullable Value before, @Nullable Value after, List<Change> found) {
        if (before == null || after == null) {
            return add(path, before, after, found);
        }
        if (before.equals(after)) {
            return 0;
        }
        if (before instanceof Value.MapValue(var old) && after instanceof Value.MapValue(var now)) {
            var names = new LinkedHashSet<>(old.keySet());
            names.addAll(now.keySet());
            int more = 0;
            for (String name : names) {
                more += compare(join(path, name), old.get(name), now.get(name), found);
            }
            return more;
        }
        if (before instanceof Value.ListValue(var old) && after instanceof Value.ListValue(var now)) {
            int more = 0;
            for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
                more += compare(join(path, String.valueOf(i)), at(old, i), at(now, i), found);
            }
            return more;
        }
        return add(path, before, after, found);
    }

    private static @Nullable Value at(List<Value> items, int index) {
        return index < items.size() ? items.get(index) : null;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static int add(String path, @Nullable Value before, @Nullable Value after, List<Change> found) {
        if (found.size() == StateChange.MAX_CHANGES) {
            return 1;
        }
        found.add(new Change(path, Optional.ofNullable(before), Optional.ofNullable(after)));
        return 0;
    }
}
