package io.elixirscope.foundation.config;

import io.elixirscope.foundation.config.Layer.Given;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One list in the making, from entries such as `servers[0].port`. Used by one thread.
final class ListParts {
    private static final int DEEPEST = 64;
    private static final Pattern ITEM = Pattern.compile("\\[(\\d{1,6})]");

    private final Map<String, SourceExcerpt> places = new LinkedHashMap<>();
    private final Branch root = new Branch();

    /// What is at a place: a value, or items by number, or fields by key.
    private static final class Branch {
        private final TreeMap<Integer, Branch> items = new TreeMap<>();
        private final Map<String, Branch> fields = new LinkedHashMap<>();
        private @Nullable Value value;

        boolean isNew() {
            return items.isEmpty() && fields.isEmpty() && value == null;
        }
    }

    /// The path of the list that an entry is a part of, empty where it is none.
    static String listOf(String path) {
        var matcher = ITEM.matcher(path);
        return matcher.find() ? path.substring(0, matcher.start()) : "";
    }

    /// @param part the path below the list: `[0].port`
    void add(String part, ConfigEntry entry, Consumer<ConfigProblem> problems) {
        places.put(part, entry.valueAt());
        var at = root;
        var rest = part;
        for (int depth = 0; !rest.isEmpty() && at.value == null; depth++) {
            if (depth > DEEPEST) {
                problems.accept(
                        wrong(entry.path(), " is nested deeper than " + DEEPEST + " levels", Masking.key(entry)));
                return;
            }
            var matcher = ITEM.matcher(rest);
            if (matcher.lookingAt()) {
                at = at.items.computeIfAbsent(Integer.valueOf(matcher.group(1)), _ -> new Branch());
                rest = rest.substring(matcher.end());
            } else {
                var key = key(rest.startsWith(".") ? rest.substring(1) : rest);
                at = at.fields.computeIfAbsent(key, _ -> new Branch());
                rest = rest.substring(key.length() + (rest.startsWith(".") ? 1 : 0));
            }
        }
        if (at.isNew() && rest.isEmpty()) {
            at.value = entry.value();
        } else {
            problems.accept(wrong(entry.path(), " is given twice", Masking.key(entry)));
        }
    }

    private static String key(String rest) {
        var part = ConfigPath.firstPart(rest);
        var matcher = ITEM.matcher(part);
        return matcher.find(ConfigPath.quotedLength(part)) && matcher.start() > 0
                ? part.substring(0, matcher.start())
                : part;
    }

    /// The whole list; empty after a problem.
    Optional<Given> whole(String layer, String path, Consumer<ConfigProblem> problems) {
        if (gap(root)) {
            problems.accept(wrong(path, " lacks an item: their numbers are [0], [1], … without a gap", first()));
            return Optional.empty();
        }
        return Optional.of(new Given(value(root), layer, first(), places));
    }

    private static boolean gap(Branch branch) {
        boolean own = !branch.items.isEmpty() && branch.items.lastKey() != branch.items.size() - 1;
        return own
                || branch.items.values().stream().anyMatch(ListParts::gap)
                || branch.fields.values().stream().anyMatch(ListParts::gap);
    }

    private SourceExcerpt first() {
        return places.values().iterator().next();
    }

    private static Value value(Branch branch) {
        if (branch.value != null) {
            return branch.value;
        }
        if (!branch.items.isEmpty()) {
            return Value.list(
                    branch.items.values().stream().map(ListParts::value).toList());
        }
        var fields = new LinkedHashMap<String, Value>();
        branch.fields.forEach((key, field) -> fields.put(key, value(field)));
        return Value.map(fields);
    }

    private static ConfigProblem wrong(String path, String rule, @Nullable SourceExcerpt at) {
        return new ConfigProblem(FoundationErrorType.INVALID_CONFIG_STRUCTURE, path, path + rule, at);
    }
}
