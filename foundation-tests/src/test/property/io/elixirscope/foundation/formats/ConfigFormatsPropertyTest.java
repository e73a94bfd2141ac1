package io.elixirscope.foundation.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.elixirscope.foundation.config.ConfigFormat;
import io.elixirscope.foundation.config.ConfigReading;
import io.elixirscope.foundation.error.SourceExcerpt;
import io.elixirscope.foundation.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a file holds, a reading ends without an exception and points into the file; a tree of
/// settings gives the same entries in each format.
class ConfigFormatsPropertyTest {
    private static final List<ConfigFormat> FORMATS = List.of(new YamlFormat(), new TomlFormat(), new JsonFormat());
    private static final String[] PIECES = {
        "a",
        "b-c",
        "hunter2",
        "7",
        "-1.5e3",
        "true",
        "null",
        "~",
        "'",
        "\"",
        "\\",
        "\\u00e9",
        "\\x",
        "{",
        "}",
        "[",
        "]",
        "[[",
        "]]",
        ":",
        ": ",
        "=",
        " = ",
        ",",
        ", ",
        ".",
        "\n",
        "\r\n",
        "\r",
        "\n  ",
        "\n- ",
        "\t",
        "#",
        " #",
        "&x ",
        "*x",
        "<<: ",
        "!!str ",
        "!x ",
        "|\n",
        ">-\n",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "? ",
        "'''",
        "\"\"\"",
        "2026-01-31",
        "07:32:00",
        "é",
        "\uD83D\uDE00",
        "\uD83D",
        "\u2028",
        "\u0085",
        "\uFEFF",
        "\0",
        "\u0007",
        "99999999999999999999",
        "1e999999"
    };

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyTextGivesAReadingThatPointsIntoIt(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            var text = i % 2 == 0 ? pieces(random, 1 + random.nextInt(60)) : null;
            for (var format : FORMATS) {
                var given = text == null ? mutated(random, write(format, tree(random, 3))) : text;
                assertInside(format.read("f", given), given);
            }
        }
    }

    private static String pieces(SplittableRandom random, int count) {
        return random.ints(count, 0, PIECES.length).mapToObj(at -> PIECES[at]).collect(Collectors.joining());
    }

    private static String mutated(SplittableRandom random, String text) {
        var changed = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0 && !changed.isEmpty(); i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.delete(at, Math.min(changed.length(), at + 1 + random.nextInt(4)));
                case 1 -> changed.insert(at, pieces(random, 1 + random.nextInt(3)));
                default -> changed.insert(at, text.substring(0, random.nextInt(text.length())));
            }
        }
        return changed.toString();
    }

    private static void assertInside(ConfigReading reading, String text) {
        var lines = text.split("\r\n|\n|\r", -1);
        reading.entries().forEach(entry -> {
            assertInside(entry.keyAt(), lines, text);
            assertInside(entry.valueAt(), lines, text);
        });
        reading.problems().forEach(problem -> assertInside(problem.at(), lines, text));
    }

    private static void assertInside(SourceExcerpt at, String[] lines, String text) {
        assertThat(at.line()).as(text).isBetween(1, lines.length);
        assertThat(at.column()).as(text).isBetween(1, lines[at.line() - 1].length() + 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aTreeGivesTheSameEntriesInEachFormat(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            var tree = tree(random, 4);
            var expected = new LinkedHashMap<String, String>();
            flatten("", tree, expected);
            for (var format : FORMATS) {
                var text = write(format, tree);
                var reading = format.read("f", text);

                assertThat(reading.problems()).as(text).isEmpty();
                var entries = new LinkedHashMap<String, String>();
                reading.entries().forEach(entry -> entries.put(entry.path(), plain(entry.value())));
                assertThat(entries).as(text).isEqualTo(expected);
            }
        }
    }

    private static Map<String, Object> tree(SplittableRandom random, int depth) {
        var tree = new LinkedHashMap<String, Object>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            var key = (random.nextInt(4) == 0 ? "kéy \"'\\" : "key-") + i;
            tree.put(key, depth > 1 && random.nextInt(3) == 0 ? tree(random, depth - 1) : value(random, 2));
        }
        return tree;
    }

    private static Object value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 0 ? 5 : 4)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextBoolean();
            case 2 -> BigDecimal.valueOf(random.nextInt(), 3);
            case 3 -> pieces(random, random.nextInt(8)).replaceAll("\\p{Cs}", "");
            default -> {
                var items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(random, depth - 1));
                }
                yield items;
            }
        };
    }

    private static void flatten(String prefix, Map<?, ?> tree, Map<String, String> into) {
        tree.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(prefix + key + ".", inner, into);
            } else {
                into.put(prefix + key, plain(value));
            }
        });
    }

    /// A form in which numbers of one size are equal.
    private static String plain(Object value) {
        return switch (value) {
            case Value.TextValue(var text) -> "text " + text;
            case Value.BooleanValue(var flag) -> "flag " + flag;
            case Value.LongValue(var number) -> "number " + number;
            case Value.DecimalValue(var number) ->
                "number " + number.stripTrailingZeros().toPlainString();
            case Value.ListValue(var items) ->
                items.stream().map(ConfigFormatsPropertyTest::plain).toList().toString();
            case List<?> items ->
                items.stream().map(ConfigFormatsPropertyTest::plain).toList().toString();
            case String text -> "text " + text;
            case Boolean flag -> "flag " + flag;
            case BigDecimal number -> "number " + number.stripTrailingZeros().toPlainString();
            default -> "number " + value;
        };
    }

    private static String write(ConfigFormat format, Map<String, Object> tree) {
        var text = new StringBuilder();
        switch (format) {
            case YamlFormat _ -> yaml(tree, "", text);
            case TomlFormat _ -> toml(tree, text);
            default -> text.append(inline(tree, ": "));
        }
        return text.toString();
    }

    private static void yaml(Map<?, ?> tree, String indent, StringBuilder text) {
        tree.forEach((key, value) -> {
            text.append(indent).append(quoted(key)).append(':');
            if (value instanceof Map<?, ?> inner) {
                text.append('\n');
                yaml(inner, indent + "  ", text);
            } else {
                text.append(' ').append(inline(value, ": ")).append('\n');
            }
        });
    }

    private static void toml(Map<?, ?> tree, StringBuilder text) {
        tree.forEach((key, value) -> text.append(quoted(key))
                .append(" = ")
                .append(inline(value, " = "))
                .append('\n'));
    }

    private static String inline(Object value, String between) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(member -> quoted(member.getKey()) + between + inline(member.getValue(), between))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> items ->
                items.stream().map(item -> inline(item, between)).collect(Collectors.joining(", ", "[", "]"));
            case String text -> quoted(text);
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    /// Each format reads a text in double quotes with these escapes; TOML has none for half a character.
    private static String quoted(Object text) {
        return text.toString()
                .chars()
                .mapToObj(c -> c < ' ' || c == '"' || c == '\\' || (c > 0x7e && !Character.isSurrogate((char) c))
                        ? "\\u%04x".formatted(c)
                        : "" + (char) c)
                .collect(Collectors.joining("", "\"", "\""));
    }
}
