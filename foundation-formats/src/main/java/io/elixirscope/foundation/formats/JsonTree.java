package io.elixirscope.foundation.formats;

import io.elixirscope.foundation.formats.SettingNode.Items;
import io.elixirscope.foundation.formats.SettingNode.Member;
import io.elixirscope.foundation.formats.SettingNode.Scalar;
import io.elixirscope.foundation.formats.SettingNode.Section;
import io.elixirscope.foundation.value.Value;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Builds the tree of a JSON text from the parser's tokens. Used once, by one thread.
final class JsonTree {
    private static final int LONGEST = 1 << 20;
    private static final Pattern PARSER_TALK =
            Pattern.compile("(?s) \\(start marker at .*|: enable `.*|: maybe a \\(non-standard\\).*|\\s*\\n.*");
    private static final Pattern TOKEN = Pattern.compile("(?s)token '.*?':|token '.*");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(SettingEntries.DEEPEST + 1)
                    .maxStringLength(LONGEST)
                    .maxNameLength(LONGEST)
                    .maxNumberLength(LONGEST)
                    .build())
            .build();

    private final JsonParser parser;

    private JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    /// The tree of the text's only value, or null where it holds nothing but blanks.
    static @Nullable SettingNode read(SourceText source) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), source.text())) {
            return new JsonTree(parser).root(source);
        }
    }

    private @Nullable SettingNode root(SourceText source) {
        try {
            var token = parser.nextToken();
            if (token == null) {
                return null;
            }
            var root = node(token, 1);
            if (parser.nextToken() != null) {
                throw new BrokenText(start(), "goes on after its end: a configuration file holds one object");
            }
            return root;
        } catch (JacksonException e) {
            throw new BrokenText(offset(e, source), "is not JSON: " + rule(e));
        }
    }

    /// The parser's words without the tokens of the text, which may be part of a secret.
    private static String rule(JacksonException e) {
        var words = PARSER_TALK.matcher(e.getOriginalMessage()).replaceAll("");
        return TOKEN.matcher(words).replaceAll("token:");
    }

    private int offset(JacksonException e, SourceText source) {
        var at = e.getLocation();
        long offset = at == null ? -1 : at.getCharOffset();
        long reached = offset < 0 ? parser.currentLocation().getCharOffset() : offset;
        return Math.clamp(reached, 0, source.text().length());
    }

    private int start() {
        return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    }

    private SettingNode node(JsonToken token, int depth) {
        int start = start();
        if (depth > SettingEntries.DEEPEST) {
            throw SettingEntries.tooDeep(start);
        }
        return switch (token) {
            case START_OBJECT -> section(start, depth);
            case START_ARRAY -> items(start, depth);
            case VALUE_STRING -> new Scalar(Value.of(parser.getString()), start);
            case VALUE_NUMBER_INT -> new Scalar(PlainValues.whole(parser.getString(), 10, start), start);
            case VALUE_NUMBER_FLOAT -> new Scalar(PlainValues.decimal(parser.getString(), start), start);
            case VALUE_TRUE -> new Scalar(Value.of(true), start);
            case VALUE_FALSE -> new Scalar(Value.of(false), start);
            default -> new Scalar(Value.ofNull(), start);
        };
    }

    private SettingNode section(int start, int depth) {
        var members = new ArrayList<Member>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int keyStart = start();
            var key = parser.currentName();
            members.add(new Member(key, keyStart, node(parser.nextToken(), depth + 1)));
        }
        return new Section(members, start);
    }

    private SettingNode items(int start, int depth) {
        var items = new ArrayList<SettingNode>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token, depth + 1));
        }
        return new Items(items, start);
    }
}
