package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.formats.SettingNode.Alias;
import io.elixirscope.foundation.formats.SettingNode.Items;
import io.elixirscope.foundation.formats.SettingNode.Member;
import io.elixirscope.foundation.formats.SettingNode.Scalar;
import io.elixirscope.foundation.formats.SettingNode.Section;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Builds the tree of a YAML text from the parser's events; constructs no object. Used once, by
/// one thread.
final class YamlTree {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setUseMarks(true).build();
    private static final String STANDARD_TAG = "tag:yaml.org,2002:";

    private final CharacterOffsets offsets;
    private final Map<Anchor, SettingNode> anchors = new HashMap<>();
    private final Iterator<Event> events;
    private int reached;

    private YamlTree(SourceText source) {
        offsets = new CharacterOffsets(source.text());
        events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, source.text()));
    }

    /// The tree of the text's only document, or null where it has none.
    static @Nullable SettingNode read(SourceText source) {
        refuseControls(source.text());
        var tree = new YamlTree(source);
        try {
            return tree.document();
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark().or(e::getContextMark);
            throw new BrokenText(tree.offset(mark), YamlTalk.rule(e.getProblem()));
        } catch (YamlEngineException _) {
            throw new BrokenText(Math.max(0, source.text().indexOf("%YAML", tree.reached)), YamlTalk.VERSION);
        }
    }

    private static void refuseControls(String text) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (!StreamReader.isPrintable(text.codePointAt(at))) {
                throw new BrokenText(
                        at,
                        "has the character U+%04X, which YAML allows only as an escape in a text in \"\""
                                .formatted(text.codePointAt(at)));
            }
        }
    }

    private @Nullable SettingNode document() {
        SettingNode root = null;
        while (events.hasNext()) {
            var event = next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                if (root != null) {
                    throw broken(event, "begins a second document: a configuration file holds one");
                }
                root = node(next(), 1);
            }
        }
        return root;
    }

    private Event next() {
        var event = events.next();
        reached = offset(event.getStartMark());
        return event;
    }

    private SettingNode node(Event event, int depth) {
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        if (depth > SettingEntries.DEEPEST) {
            throw SettingEntries.tooDeep(offset(event.getStartMark()));
        }
        var node = event instanceof ScalarEvent scalar
                ? scalar(scalar)
                : event.getEventId() == Event.ID.SequenceStart ? items(event, depth) : section(event, depth);
        if (event instanceof NodeEvent anchored) {
            anchored.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
        }
        return node;
    }

    private SettingNode alias(AliasEvent event) {
        var target = anchors.get(event.getAlias());
        if (target == null) {
            throw broken(event, "has an alias of no anchor before it: put a text that begins with * in quotes");
        }
        return new Alias(target, offset(event.getStartMark()));
    }

    private SettingNode scalar(ScalarEvent event) {
        int start = offset(event.getStartMark());
        var tag = event.getTag().orElse("");
        if (!tag.isEmpty() && !tag.equals("!") && !tag.equals(STANDARD_TAG + "str")) {
            throw broken(event, YamlTalk.TAG);
        }
        return new Scalar(
                event.isPlain() && tag.isEmpty() ? PlainValues.of(event.getValue(), start) : Value.of(event.getValue()),
                start);
    }

    private SettingNode items(Event event, int depth) {
        refuseTag(event, "seq");
        var items = new ArrayList<SettingNode>();
        for (var item = next(); item.getEventId() != Event.ID.SequenceEnd; item = next()) {
            items.add(node(item, depth + 1));
        }
        return new Items(items, offset(event.getStartMark()));
    }

    private SettingNode section(Event event, int depth) {
        refuseTag(event, "map");
        var members = new ArrayList<Member>();
        for (var key = next(); key.getEventId() != Event.ID.MappingEnd; key = next()) {
            var name = key(key);
            members.add(new Member(name, offset(key.getStartMark()), node(next(), depth + 1)));
        }
        return new Section(members, offset(event.getStartMark()));
    }

    private String key(Event event) {
        if (!(event instanceof ScalarEvent scalar)) {
            throw broken(event, "has a key that is not a text");
        }
        if (scalar.isPlain() && scalar.getValue().equals("<<")) {
            throw broken(event, "has the merge key <<, which is not part of YAML 1.2: repeat the settings");
        }
        return scalar.getValue();
    }

    private void refuseTag(Event event, String usual) {
        if (event instanceof CollectionStartEvent start
                && !start.getTag().orElse(STANDARD_TAG + usual).equals(STANDARD_TAG + usual)) {
            throw broken(event, YamlTalk.TAG);
        }
    }

    private BrokenText broken(Event event, String rule) {
        return new BrokenText(offset(event.getStartMark()), rule);
    }

    private int offset(Optional<Mark> mark) {
        return mark.map(known -> offsets.of(known.getIndex())).orElse(reached);
    }
}
