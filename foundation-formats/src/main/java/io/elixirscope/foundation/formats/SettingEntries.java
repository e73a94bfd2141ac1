package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.config.ConfigEntry;
import io.elixirscope.foundation.config.ConfigProblem;
import io.elixirscope.foundation.config.ConfigReading;
import io.elixirscope.foundation.error.FoundationErrorType;
import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.formats.SettingNode.Alias;
import io.elixirscope.foundation.formats.SettingNode.Items;
import io.elixirscope.foundation.formats.SettingNode.Member;
import io.elixirscope.foundation.formats.SettingNode.Scalar;
import io.elixirscope.foundation.formats.SettingNode.Section;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes entries with dotted paths out of a tree. Used once, by one thread.
final class SettingEntries {
    /// So deep may maps and lists be nested, with what aliases stand for.
    static final int DEEPEST = 64;

    /// So many keys may a file have, and so many nodes may its aliases stand for.
    static final int MOST = 10_000;

    private final SourceText source;
    private final ValueMarks marks;
    private final List<ConfigEntry> entries = new ArrayList<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Map<String, Integer> paths = new HashMap<>();
    private int keys;
    private int repeated;

    private SettingEntries(SourceText source, SettingNode root) {
        this.source = source;
        this.marks = new ValueMarks(root);
    }

    /// Reads a text with a format's tree.
    ///
    /// @param tree text → its tree; null for a text that holds nothing; throws [BrokenText]
    static ConfigReading read(String file, String text, Function<SourceText, @Nullable SettingNode> tree) {
        var source = new SourceText(file, text);
        return read(source, () -> tree.apply(source));
    }

    static ConfigReading read(SourceText source, Supplier<@Nullable SettingNode> tree) {
        try {
            var root = tree.get();
            return root == null ? new ConfigReading(List.of(), List.of()) : of(source, root);
        } catch (BrokenText broken) {
            return new ConfigReading(List.of(), List.of(broken(source, broken)));
        }
    }

    /// The problem of a text that cannot be read to its end.
    static ConfigProblem broken(SourceText source, BrokenText broken) {
        return problem("", broken.rule, source.broken(broken.offset));
    }

    private static ConfigReading of(SourceText source, SettingNode root) {
        var reader = new SettingEntries(source, root);
        switch (root) {
            case Section section -> reader.section(section, "", 1);
            case Scalar(Value.NullValue _, int _) -> {}
            default -> throw new BrokenText(root.start(), "holds no settings: write keys with their values");
        }
        return new ConfigReading(reader.entries, reader.problems);
    }

    private void section(Section section, String prefix, int depth) {
        refuseDepth(depth, section.start());
        var seen = new HashMap<String, Integer>();
        for (var member : section.members()) {
            if (++keys > MOST) {
                throw new BrokenText(member.keyStart(), "has more than " + MOST + " keys");
            }
            var path = prefix.isEmpty() ? member.key() : prefix + "." + member.key();
            var before = seen.putIfAbsent(member.key(), member.keyStart());
            if (before == null) {
                setting(path, member, depth);
            } else {
                givenTwice(path, member.keyStart(), before);
            }
        }
    }

    private void setting(String path, Member member, int depth) {
        switch (target(member.node())) {
            case Section section when section.members().isEmpty() -> entry(path, member, Value.map(Map.of()));
            case Section section -> section(section, path, depth + 1);
            case Scalar(Value.NullValue _, int _) -> {}
            case Items list when holdsSections(list, depth) -> parts(path, list, depth + 1);
            case SettingNode node -> {
                var value = value(path, node, depth);
                if (value != null) {
                    entry(path, member, value);
                }
            }
        }
    }

    /// Whether a list is told part by part: one that holds plain values alone is one value.
    private boolean holdsSections(Items list, int depth) {
        refuseDepth(depth, list.start());
        return list.items().stream().map(this::target).anyMatch(item -> switch (item) {
            case Section _ -> true;
            case Items inner -> holdsSections(inner, depth + 1);
            default -> false;
        });
    }

    private void parts(String path, Items list, int depth) {
        refuseDepth(depth, list.start());
        for (int i = 0; i < list.items().size(); i++) {
            if (++keys > MOST) {
                throw new BrokenText(list.items().get(i).start(), "has more than " + MOST + " keys");
            }
            var item = list.items().get(i);
            var part = path + "[" + i + "]";
            if (target(item) instanceof Scalar(Value.NullValue _, int _)) {
                problems.add(problem(
                        path, path + " has an item " + (i + 1) + " that has no value", excerpt(item.start(), -1)));
            } else {
                setting(part, new Member(part, item.start(), item), depth);
            }
        }
    }

    private void entry(String path, Member member, Value value) {
        var before = paths.putIfAbsent(path, member.keyStart());
        if (before == null) {
            entries.add(new ConfigEntry(
                    path,
                    value,
                    excerpt(member.keyStart(), member.keyStart()),
                    excerpt(member.node().start(), member.keyStart())));
        } else {
            givenTwice(path, member.keyStart(), before);
        }
    }

    private SettingNode target(SettingNode node) {
        if (repeated > 0 && ++repeated > MOST) {
            throw new BrokenText(node.start(), "has aliases that stand for more than " + MOST + " values");
        }
        if (node instanceof Alias(var target, int _)) {
            repeated = Math.max(1, repeated);
            return target(target);
        }
        return node;
    }

    /// The value of a plain value or a list; null after a problem.
    private @Nullable Value value(String path, SettingNode node, int depth) {
        return switch (node) {
            case Scalar scalar -> scalar.value();
            case Items list -> list(path, list, depth + 1);
            default -> throw new IllegalStateException("neither a value nor a list: " + node.getClass());
        };
    }

    private @Nullable Value list(String path, Items list, int depth) {
        refuseDepth(depth, list.start());
        var values = new ArrayList<Value>(list.items().size());
        for (var item : list.items()) {
            var node = target(item);
            if (node instanceof Scalar(Value.NullValue _, int _)) {
                problems.add(problem(
                        path,
                        path + " has an item " + (values.size() + 1) + " that has no value",
                        excerpt(item.start(), -1)));
                return null;
            }
            var value = value(path, node, depth);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return Value.list(values);
    }

    private static void refuseDepth(int depth, int offset) {
        if (depth > DEEPEST) {
            throw tooDeep(offset);
        }
    }

    static BrokenText tooDeep(int offset) {
        return new BrokenText(offset, "is nested deeper than " + DEEPEST + " levels");
    }

    private void givenTwice(String path, int offset, int before) {
        problems.add(problem(path, path + " is given twice, first in " + source.place(before), excerpt(offset, -1)));
    }

    private SourceExcerpt excerpt(int offset, int ownKey) {
        return source.excerpt(offset, at -> marks.hides(at, ownKey));
    }

    private static ConfigProblem problem(String path, String rule, SourceExcerpt at) {
        return new ConfigProblem(FoundationErrorType.INVALID_CONFIG_STRUCTURE, path, rule, at);
    }
}
